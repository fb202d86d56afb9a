import { setImmediate } from 'node:timers/promises'
import type { TokenColumn, TokenTable } from '../../core/batch.ts'
import type { Row } from '../../core/block.ts'
import type { Column, Rows } from '../../core/plan/plan.ts'
import { encodeRow } from './encode-row.ts'
import type { Reading } from './reading.ts'
import type { Marked, Tokenizer } from './tokenizer.ts'

export type Part = Row['part']
export type Tables = Readonly<Record<Part, TokenTable>>

/** Token ids of all rows, by part and column. Lets other work through while it runs. */
export async function tokenize(
  rows: readonly Row[],
  { columns, labels = [] }: Pick<Rows, 'columns' | 'labels'>,
  tokenizer: Tokenizer,
  reading: Reading,
): Promise<Tables> {
  const tables = { train: drafts(columns), validation: drafts(columns) }
  let pending = 0
  for (const [i, row] of rows.entries())
    for (const [column, draft] of tables[row.part]) {
      for (const piece of encodeRow(column, row.texts, { labels, tokenizer })) {
        draft.push(piece)
        pending += piece.ids.length
        if (pending < pause) continue
        pending = 0
        reading.report({ t: 'phase', phase: 'tokens', done: i, total: rows.length })
        await setImmediate()
        reading.signal?.throwIfAborted()
      }
      draft.endRow()
    }
  return { train: finished(tables.train), validation: finished(tables.validation) }
}

/** Tokens between two pauses: some ten milliseconds of work. */
const pause = 16_384

type Draft = ReturnType<typeof draft>

const drafts = (columns: readonly Column[]) => new Map(columns.map(column => [column, draft()]))
const finished = (columns: ReadonlyMap<Column, Draft>): TokenTable => ({
  columns: Object.fromEntries(Array.from(columns, ([name, draft]) => [name, draft.column()])),
})

/** A column that grows. */
function draft() {
  let ids = new Int32Array(1024)
  let marks = new Uint8Array(1024)
  let length = 0
  const starts = [0]
  return {
    push(more: Marked) {
      const needed = length + more.ids.length
      if (needed > ids.length) {
        const larger = {
          ids: new Int32Array(Math.max(ids.length * 2, needed)),
          marks: new Uint8Array(Math.max(ids.length * 2, needed)),
        }
        larger.ids.set(ids.subarray(0, length))
        larger.marks.set(marks.subarray(0, length))
        ;({ ids, marks } = larger)
      }
      ids.set(more.ids, length)
      marks.set(more.marks, length)
      length = needed
    },
    endRow: () => starts.push(length),
    column: (): TokenColumn => ({
      ids: ids.slice(0, length),
      starts: Float64Array.from(starts),
      marks: marks.slice(0, length),
    }),
  }
}
