import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { rowLength, tokenColumn } from '../../../core/data/token-column.ts'
import { createRandom, hashSeed, shuffle } from '../../../core/random.ts'

/** The number of rows of a table. */
export const rowCount = ({ columns }: TokenTable): number =>
  Math.max(0, ...Object.values(columns).map(column => column.rows))

/** The indices of at most `limit` of `count` rows, sampled at random (the same for the same seed), ascending. */
export function sampleRowIndices(count: number, limit: number, seed: number): Int32Array {
  const rows = Int32Array.from({ length: count }, (_, i) => i)
  return limit >= count
    ? rows
    : shuffle(rows, createRandom(hashSeed(seed, count)))
        .subarray(0, limit)
        .sort()
}

/** The rows of a table with these indices, which ascend. */
export function selectRows(table: TokenTable, chosen: Int32Array): TokenTable {
  if (chosen.length === rowCount(table)) return table
  const columns = Object.entries(table.columns).map(
    ([name, column]) => [name, selectColumnRows(column, chosen)] as const,
  )
  return { columns: Object.fromEntries(columns) }
}

/** A copy of the rows of a column with these indices. */
function selectColumnRows(column: TokenColumn, rows: Int32Array): TokenColumn {
  const starts = new Float64Array(rows.length + 1)
  for (const [i, row] of rows.entries()) starts[i + 1] = (starts[i] as number) + rowLength(column, row)
  const length = starts[rows.length] as number
  const [ids, marks] = [new Int32Array(length), new Uint8Array(length)]
  for (const [i, row] of rows.entries()) {
    const [from, to] = [starts[i] as number, starts[i + 1] as number]
    column.read(column.start(row), ids.subarray(from, to))
    column.readBoundaryMarks?.(column.start(row), marks.subarray(from, to))
  }
  return tokenColumn({ ids, starts, ...(column.readBoundaryMarks ? { marks } : {}) })
}
