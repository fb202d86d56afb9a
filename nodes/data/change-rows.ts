import type { Row, RowStream } from '../../core/block/abilities.ts'

type RowChange = (row: Row) => readonly Row[]

/**
 * A stream in which each row becomes none, one or several. `begin` is called at every reading, so what a change remembers
 * of the rows before never outlives a reading: each one gives the same rows. What it must know of all rows beforehand (their number) is
 * found out by `survey`, which reads them only once, however often the changed rows are read.
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

/** How many rows a stream has: reads all of it. */
export async function countRows(rows: RowStream): Promise<number> {
  let count = 0
  for await (const some of rows) count += some.length
  return count
}
