import { describe, expect, test } from 'vitest'
import type { Row } from '../../../core/block/abilities.ts'
import { createRandom } from '../../../core/random.ts'
import { type SplitParams, splitRows } from '../../../nodes/data/rows/split-rows.ts'
import block from '../../../nodes/data/split.ts'
import { flow, numbered, read, row } from './flow.ts'

const defaults = block.params.parse({}) as unknown as SplitParams
const split = (rows: readonly (Row | string)[], params: Partial<SplitParams>) =>
  read(splitRows(flow(rows), { ...defaults, ...params }))
const places = (rows: readonly Row[], part: Row['part']) => rows.flatMap((row, i) => (row.part === part ? [i] : []))
const kept = (rows: readonly Row[]) => places(rows, 'validation')

const { int } = createRandom(4)
const labels = ['common', 'common', 'common', '少见', 'rare']
const labelled = (count: number) =>
  Array.from({ length: count }, (_, i) => row({ text: String(i), label: labels[int(labels.length)] ?? '' }))

describe('keeping some rows back', () => {
  test('every row stays, in order, in exactly one part', async () => {
    for (const how of ['spread', 'end', 'alike'] as const)
      for (const test of [0, 0.3])
        for (const count of [12, 50, 999]) {
          const rows = labelled(count)
          const parts = await split(rows, { share: 0.2, test, how, seed: 1 })
          expect(parts.map(row => row.texts)).toEqual(rows.map(row => row.texts))
        }
  })

  test('the shares are exact', async () => {
    for (const how of ['spread', 'end'] as const)
      for (const count of [3, 4, 10, 999])
        for (const seed of [0, 1, 2]) {
          const parts = await split(numbered(count), { share: 0.2, test: 0.1, how, seed })
          expect(kept(parts)).toHaveLength(Math.max(1, Math.round(count * 0.2)))
          expect(places(parts, 'test')).toHaveLength(Math.max(1, Math.round(count * 0.1)))
        }
  })

  test('as the files are named: parts that no file is named after are taken by chance from the rows to learn from', async () => {
    const named = (count: number, part?: Row['part']) =>
      numbered(count).map(text => ({ ...row({ text }), ...(part && { named: part }) }))
    const all = [...named(100), ...named(50, 'train'), ...named(30, 'validation'), ...named(20, 'test')]
    const parts = await split(all, { how: 'files', share: 0.1, test: 0.1 })
    expect([kept(parts).length, places(parts, 'test').length]).toEqual([30, 20])
    expect(kept(parts)[0]).toBe(150)
    const tested = await split([...named(100), ...named(20, 'test')], { how: 'files', share: 0.1 })
    expect([kept(tested).length, places(tested, 'test').length]).toEqual([10, 20])
    expect(kept(tested).every(place => place < 100)).toBe(true)
    const validated = await split([...named(100), ...named(20, 'validation')], { how: 'files', test: 0.2 })
    expect([kept(validated).length, places(validated, 'test').length]).toEqual([20, 20])
  })

  test('from the end means the last rows, and the test comes last', async () => {
    expect(kept(await split(numbered(10), { share: 0.3, how: 'end' }))).toEqual([7, 8, 9])
    const parts = await split(numbered(10), { share: 0.3, test: 0.2, how: 'end' })
    expect([kept(parts), places(parts, 'test')]).toEqual([
      [5, 6, 7],
      [8, 9],
    ])
  })

  test('spread takes rows from everywhere, the same ones for the same seed', async () => {
    const of = async (seed: number) => kept(await split(numbered(1000), { share: 0.1, seed }))
    const [a, b, c] = [await of(1), await of(1), await of(2)]
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
    expect(a.filter(i => i < 500).length).toBeGreaterThan(30)
    expect(a.filter(i => i >= 500).length).toBeGreaterThan(30)
  })

  test('a share for the test does not take rows from those that are kept back', async () => {
    const parts = await split(numbered(2000), { share: 0.1, test: 0.1 })
    for (const part of ['validation', 'test'] as const) {
      const found = places(parts, part)
      expect(found).toHaveLength(200)
      expect(found.filter(i => i < 1000).length).toBeGreaterThan(60)
    }
  })

  test('all parts always hold a row', async () => {
    expect(kept(await split(numbered(3), { share: 0.99, how: 'end' }))).toEqual([1, 2])
    expect(kept(await split(numbered(3), { share: 0.01, how: 'end' }))).toEqual([2])
    const parts = await split(numbered(3), { share: 0.5, test: 0.49, how: 'end' })
    expect(parts.map(row => row.part)).toEqual(['train', 'validation', 'test'])
  })

  test('each label alike: every label is divided by the same shares', async () => {
    const rows = labelled(3000)
    const parts = await split(rows, { how: 'alike', share: 0.2, test: 0.1 })
    for (const label of new Set(labels)) {
      const of = parts.filter(row => row.texts.label === label)
      expect(kept(of)).toHaveLength(Math.round(of.length * 0.2))
      expect(places(of, 'test')).toHaveLength(Math.round(of.length * 0.1))
    }
  })

  test('a label that occurs once is learned from', async () => {
    const rows = [row({ text: 'x', label: 'once' }), ...labelled(40)]
    expect((await split(rows, { how: 'alike' }))[0]?.part).toBe('train')
  })

  test('a column can say it', async () => {
    const words = ['train', 'dev', 'test', 'Validation ', 'unlabelled']
    const rows = words.map(part => row({ text: 'x', part }))
    const parts = await split(rows, { how: 'column', column: 'part' })
    expect(parts.map(row => row.part)).toEqual(['train', 'validation', 'test', 'validation', 'train'])
  })

  test.each([
    [1, { how: 'end' }, 'There is only one row'],
    [2, { test: 0.1 }, 'Two rows are too few'],
    [9, { how: 'alike' }, 'The data has no column “label”'],
    [9, { how: 'alike', column: 'text' }, 'Every label has too few rows'],
    [10_001, { how: 'alike', column: 'text' }, 'does not look like a label column'],
    [9, { how: 'column', column: 'text' }, 'holds out no rows'],
    [9, { how: 'files' }, 'No file name marks a validation or test split'],
    [1, { how: 'column', column: 'text', testValues: 'row 0' }, 'leaves no rows for training'],
  ] as const)('%i rows with %o are a problem', async (count, params, message) => {
    await expect(split(numbered(count), params)).rejects.toThrow(message)
  })

  test('shares that leave nothing are refused at once', () => {
    const params = { ...defaults, share: 0.5, test: 0.5 }
    expect(() => block.compile({ rows: { steps: [] } } as never, params as never)).toThrow('leave no rows for training')
  })
})
