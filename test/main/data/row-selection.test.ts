import { expect, test } from 'vitest'
import type { TokenTable } from '../../../core/data/batch.ts'
import { readRow, tokenColumn } from '../../../core/data/token-column.ts'
import { rowCount, sampleRowIndices, selectRows } from '../../../main/data/tokens/row-selection.ts'
import { contents, everything } from './pipeline.ts'

/** Row r has r + 1 tokens, all of them r; its target is one token, 100 + r. */
const lengths = Array.from({ length: 20 }, (_, r) => r + 1)
const starts = Float64Array.from([0, ...lengths.map((_, r) => ((r + 1) * (r + 2)) / 2)])
const ids = Int32Array.from(lengths.flatMap((length, r) => Array<number>(length).fill(r)))
const table: TokenTable = {
  columns: {
    source: tokenColumn({ ids, starts, marks: Uint8Array.from(ids, id => id % 2) }),
    target: tokenColumn({
      ids: Int32Array.from(lengths, (_, r) => 100 + r),
      starts: Float64Array.from({ length: 21 }, (_, i) => i),
    }),
  },
}

test('a selection has whole rows with all columns, in their order, the same for the same seed', () => {
  const some = selectRows(table, sampleRowIndices(rowCount(table), 7, 3))
  expect(rowCount(some)).toBe(7)
  const { source, target } = some.columns as Required<TokenTable['columns']>
  const rows = Array.from({ length: 7 }, (_, i) => [...readRow(source, i)])
  for (const [i, row] of rows.entries()) {
    const r = row[0] as number
    expect(row).toEqual(Array<number>(r + 1).fill(r))
    expect(readRow(target, i)[0]).toBe(100 + r)
  }
  expect(rows.map(row => row[0])).toEqual(rows.map(row => row[0] as number).sort((a, b) => a - b))
  expect([...contents(source).marks]).toEqual(rows.flat().map(id => id % 2))
  expect(everything(selectRows(table, sampleRowIndices(rowCount(table), 7, 3)))).toEqual(everything(some))
  expect(everything(selectRows(table, sampleRowIndices(rowCount(table), 7, 4)))).not.toEqual(everything(some))
})

test('a limit of the number of rows or more selects all of them', () => {
  expect(selectRows(table, sampleRowIndices(rowCount(table), 20, 1))).toBe(table)
})
