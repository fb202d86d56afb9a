import type { Row, RowStream } from '../../../core/block/abilities.ts'

type RowChange = (row: Row) => readonly Row[]

/**
 * A stream in which each row becomes none, one or several. `begin` is called at the start of every reading, so that no state
 * survives from one reading to the next: each one gives the same rows. What must be known about all rows beforehand (their number) is
 * determined by `survey`, which reads them only once, however often the changed rows are read.
 */
export function changeRows<T = undefined>(
  rows: RowStream,
  begin: (known: T) => RowChange,
  survey: () => Promise<T> = async () => undefined as T,
): RowStream {
  let surveyed: { readonly known: T } | undefined
  return {
    async *[Symbol.asyncIterator]() {
      surveyed ??= { known: await survey() }
      const change = begin(surveyed.known)
      for await (const some of rows) {
        const changed = some.flatMap(change)
        if (changed.length > 0) yield changed
      }
    },
  }
}

/** The number of rows of a stream: reads all of it. */
export async function countRows(rows: RowStream): Promise<number> {
  let count = 0
  for await (const some of rows) count += some.length
  return count
}
