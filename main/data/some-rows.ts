import type { TokenColumn, TokenTable } from '../../core/batch.ts'
import { hash, random, shuffle } from '../../core/random.ts'

/** How many rows a table has. */
export const rowsOf = ({ columns }: TokenTable): number =>
  Math.max(0, ...Object.values(columns).map(column => column.starts.length - 1))

/** At most `limit` rows of a table, by chance (the same for the same seed), in the order in which they were. */
export function someRows(table: TokenTable, limit: number, seed: number): TokenTable {
  const count = rowsOf(table)
  if (limit >= count) return table
  const rows = shuffle(
    Int32Array.from({ length: count }, (_, i) => i),
    random(hash(seed, count)),
  )
  const chosen = rows.subarray(0, limit).sort()
  const columns = Object.entries(table.columns).map(([name, column]) => [name, picked(column, chosen)] as const)
  return { columns: Object.fromEntries(columns) }
}

function picked({ ids, starts, marks }: TokenColumn, rows: Int32Array): TokenColumn {
  const bounds = (row: number) => [starts[row] as number, starts[row + 1] as number] as const
  const begins = new Float64Array(rows.length + 1)
  for (const [i, row] of rows.entries()) {
    const [from, to] = bounds(row)
    begins[i + 1] = (begins[i] as number) + to - from
  }
  const length = begins[rows.length] as number
  const [some, someMarks] = [new Int32Array(length), new Uint8Array(length)]
  for (const [i, row] of rows.entries()) {
    const [from, to] = bounds(row)
    some.set(ids.subarray(from, to), begins[i])
    if (marks) someMarks.set(marks.subarray(from, to), begins[i])
  }
  return { ids: some, starts: begins, ...(marks ? { marks: someMarks } : {}) }
}
