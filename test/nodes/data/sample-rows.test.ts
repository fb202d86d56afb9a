import { expect, test } from 'vitest'
import { type SplitParams, splitRows } from '../../../nodes/data/rows/split-rows.ts'
import { sampleRows } from '../../../nodes/data/sample-rows.ts'
import { shuffleRows } from '../../../nodes/data/shuffle-rows.ts'
import splitBlock from '../../../nodes/data/split.ts'
import { flow, numbered, read, textsOf } from './flow.ts'

const base = { by: 'share', share: 0.1, number: 1000, seed: 0 } as const
const inOrder = (texts: readonly string[]) => texts.every((text, i) => i === 0 || place(texts[i - 1]) < place(text))
const place = (text = '') => Number(text.slice(4))

test('a sample has exactly the share or the number asked for, in the order of the data', async () => {
  for (const count of [1, 2, 9, 1000])
    for (const seed of [0, 1, 2]) {
      const share = await textsOf(sampleRows(flow(numbered(count)), { ...base, share: 0.3, seed }))
      expect(share).toHaveLength(Math.max(1, Math.round(count * 0.3)))
      const number = await textsOf(sampleRows(flow(numbered(count)), { ...base, by: 'number', number: 8, seed }))
      expect(number).toHaveLength(Math.min(8, count))
      expect(inOrder(share) && inOrder(number)).toBe(true)
    }
})

test('the same seed takes the same rows, another one others, and every row has its chance', async () => {
  const of = (seed: number) => textsOf(sampleRows(flow(numbered(100)), { ...base, share: 0.5, seed }))
  expect(await of(1)).toEqual(await of(1))
  expect(await of(1)).not.toEqual(await of(2))
  const taken = new Map<string, number>()
  for (let seed = 0; seed < 200; seed++) for (const text of await of(seed)) taken.set(text, (taken.get(text) ?? 0) + 1)
  // 200 draws with a chance of one half: 100 with a standard deviation of 7.
  expect(taken.size).toBe(100)
  for (const times of taken.values()) expect(Math.abs(times - 100)).toBeLessThan(5 * 7.1)
})

test('a sample of divided rows has its share of every part, whatever the seeds', async () => {
  const dividing = splitBlock.params.parse({ share: 0.1 }) as unknown as SplitParams
  const divided = splitRows(flow(numbered(1000)), dividing)
  for (const seed of [0, 1, 2]) {
    const kept = (await read(sampleRows(divided, { ...base, share: 0.1, seed }))).filter(row => row.part !== 'train')
    // 100 draws with a chance of one in ten: 10 with a standard deviation of 3.
    expect(Math.abs(kept.length - 10)).toBeLessThan(5 * 3)
  }
})

test('shuffled rows are all there, in an order that the seed decides', async () => {
  const rows = numbered(2000)
  const of = (seed: number) => textsOf(shuffleRows(flow(rows), { seed }))
  const once = await of(1)
  expect(once.toSorted()).toEqual(rows.toSorted())
  expect(once).toEqual(await of(1))
  expect(once).not.toEqual(await of(2))
  // Neighbours of a random order of n are n/3 apart on average.
  const apart = once.slice(1).map((text, i) => Math.abs(place(text) - place(once[i])))
  expect(apart.reduce((a, b) => a + b) / apart.length / 2000).toBeCloseTo(1 / 3, 1)
})

test('more rows than may be held are mixed as they pass, and none is lost', async () => {
  const rows = numbered(5000)
  for (const limit of [
    { rows: 100, characters: 1e9 },
    { rows: 1e9, characters: 1000 },
    { rows: 1e9, characters: 1 },
  ]) {
    const mixed = await textsOf(shuffleRows(flow(rows), { seed: 3 }, limit))
    expect(mixed.toSorted()).toEqual(rows.toSorted())
  }
  const mixed = await textsOf(shuffleRows(flow(rows), { seed: 3 }, { rows: 100, characters: 1e9 }))
  expect(inOrder(mixed)).toBe(false)
})
