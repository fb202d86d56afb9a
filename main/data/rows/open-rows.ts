import type { RowStream } from '../../../core/block/abilities.ts'
import type { Blocks } from '../../../core/block/block.ts'
import type { Rows } from '../../../core/plan/plan.ts'
import type { SourceRows } from './read-rows.ts'
import { characterCount } from './read-rows.ts'
import { applyRowSteps } from './row-steps.ts'

/** A stream of rows that knows how far its source was read, in characters. */
export interface CountedRows {
  readonly rows: RowStream
  /** Characters of the whole source: an estimate at first, exact once the source was read to the end. */
  total(): number
  /** Characters of the source that were read since the last start of the stream. */
  done(): number
}

/** The rows of a source after the row blocks of a plan. */
export type OpenRows = SourceRows & CountedRows

/** Puts the row blocks of a plan behind a source, and counts how far the source was read. */
export function openRows(source: SourceRows, steps: Pick<Rows, 'steps'>, blocks: Blocks): OpenRows {
  const counted = countedRows(source.rows, source.bytes)
  return { ...source, ...counted, rows: applyRowSteps(counted.rows, steps, blocks) }
}

function countedRows(rows: RowStream, estimate: number): CountedRows {
  let [total, done] = [estimate, 0]
  return {
    total: () => Math.max(total, done),
    done: () => done,
    rows: {
      async *[Symbol.asyncIterator]() {
        done = 0
        for await (const group of rows) {
          for (const { texts } of group) done += characterCount(texts)
          yield group
        }
        total = done
      },
    },
  }
}
