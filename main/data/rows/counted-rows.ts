import type { RowStream } from '../../../core/block/abilities.ts'
import { characterCount } from './read-rows.ts'

/** A stream that knows how far it was read, in characters. */
export interface CountedRows {
  readonly rows: RowStream
  /** Of all rows: a guess at first, right once they were read to the end. */
  total(): number
  /** Of the rows that were read this time. */
  done(): number
}

/** The same rows, counted as they go by. */
export function countedRows(rows: RowStream, guess: number): CountedRows {
  let [total, done] = [guess, 0]
  return {
    total: () => Math.max(total, done),
    done: () => done,
    rows: {
      async *[Symbol.asyncIterator]() {
        done = 0
        for await (const some of rows) {
          for (const { texts } of some) done += characterCount(texts)
          yield some
        }
        total = done
      },
    },
  }
}
