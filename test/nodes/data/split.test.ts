import { describe, expect, test } from 'vitest'
import type { Row, RowStream } from '../../../core/block.ts'
import { split as splitStream } from '../../../nodes/data/split.ts'

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({ texts: { text: String(i) }, part: 'train' }))
/** In pieces of some rows, as they come from a source. */
const stream = (rows: readonly Row[]): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 0; i < rows.length; i += 7) yield rows.slice(i, i + 7)
  },
})
const split = async (rows: readonly Row[], params: Parameters<typeof splitStream>[1]) =>
  (await Array.fromAsync(splitStream(stream(rows), params))).flat()
const kept = (rows: readonly Row[]) => rows.flatMap((row, i) => (row.part === 'validation' ? [i] : []))

describe('keeping some rows back', () => {
  test('every row stays, in order, in exactly one part', async () => {
    for (const how of ['spread', 'end'] as const)
      for (const count of [2, 3, 10, 999]) {
        const parts = await split(rows(count), { share: 0.2, how, seed: 1 })
        expect(parts.map(row => row.texts)).toEqual(rows(count).map(row => row.texts))
        expect(kept(parts)).toHaveLength(Math.max(1, Math.round(count * 0.2)))
      }
  })

  test('from the end means the last rows', async () => {
    expect(kept(await split(rows(10), { share: 0.3, how: 'end', seed: 0 }))).toEqual([7, 8, 9])
  })

  test('spread takes rows from everywhere, the same ones for the same seed', async () => {
    const of = async (seed: number) => kept(await split(rows(1000), { share: 0.1, how: 'spread', seed }))
    const [a, b, c] = [await of(1), await of(1), await of(2)]
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
    expect(a.filter(i => i < 500).length).toBeGreaterThan(30)
    expect(a.filter(i => i >= 500).length).toBeGreaterThan(30)
  })

  test('both parts always hold a row', async () => {
    expect(kept(await split(rows(3), { share: 0.99, how: 'end', seed: 0 }))).toEqual([1, 2])
    expect(kept(await split(rows(3), { share: 0.01, how: 'end', seed: 0 }))).toEqual([2])
  })

  test('a single row cannot be divided', async () => {
    await expect(split(rows(1), { share: 0.5, how: 'end', seed: 0 })).rejects.toThrow('There is only one row')
  })
})
