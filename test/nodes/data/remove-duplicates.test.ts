import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { bandHashes, bandMatchProbability, chooseBands } from '../../../nodes/data/dedup/min-hash.ts'
import { hashText, recentHashes } from '../../../nodes/data/dedup/text-hashes.ts'
import { removeDuplicates } from '../../../nodes/data/remove-duplicates.ts'
import { articles } from './articles.ts'
import { flow, read, row, textsOf } from './flow.ts'

const exact = { how: 'exact', column: '', threshold: 0.8 } as const
const near = { ...exact, how: 'near' } as const

describe('exact copies', () => {
  test('are gone, and the first of each stays in its place', async () => {
    const { int } = createRandom(5)
    for (let round = 0; round < 20; round++) {
      const texts = Array.from({ length: 300 }, () => `${Object.values(articles)[int(20)]} ${int(9)}`)
      expect(await textsOf(removeDuplicates(flow(texts), exact))).toEqual([...new Set(texts)])
    }
  })

  test('are rows in which everything is the same, or only the column that is named', async () => {
    const rows = [
      row({ text: 'Good.', label: 'positive' }),
      row({ text: 'Good.', label: 'negative' }),
      row({ label: 'positive', text: 'Good.' }),
    ]
    expect(await read(removeDuplicates(flow(rows), exact))).toEqual(rows.slice(0, 2))
    expect(await read(removeDuplicates(flow(rows), { ...exact, column: 'text' }))).toEqual(rows.slice(0, 1))
    const wrong = read(removeDuplicates(flow(rows), { ...exact, column: 'words' }))
    await expect(wrong).rejects.toThrow('The data has no column “words”')
  })
})

describe('near copies', () => {
  /** The text with every n-th word replaced. */
  const changed = (text: string, every: number) =>
    text
      .split(' ')
      .map((word, i) => (i % every === every - 1 ? `other${i}` : word))
      .join(' ')
  const { int } = createRandom(9)
  const long = Array.from({ length: 40 }, (_, k) =>
    Array.from({ length: 300 }, () => `word${int(500)}in${k}`).join(' '),
  )

  test('go when only spaces, case, signs or a few words differ; other texts stay', async () => {
    const copies = long.flatMap(text => [text, changed(text, 150), text.toUpperCase(), text.replaceAll(' ', ',\n')])
    expect(await textsOf(removeDuplicates(flow(copies), near))).toEqual(long)
  })

  test('stay when half of the text is another', async () => {
    const halves = long.flatMap(text => [text, changed(text, 3)])
    expect(await textsOf(removeDuplicates(flow(halves), near))).toEqual(halves)
  })

  test('are found in every script', async () => {
    const texts = Object.values(articles)
    const again = texts.map(text => `${text} !`)
    expect(await textsOf(removeDuplicates(flow([...texts, ...again]), near))).toEqual(texts)
  })

  test('texts without a word are copies of themselves only', async () => {
    expect(await textsOf(removeDuplicates(flow(['!!!', '???', '', '!!!', '']), near))).toEqual(['!!!', '???', ''])
  })

  test('texts agree in a band as often as the formula says', () => {
    const cut = chooseBands(0.6)
    const hashes = bandHashes(cut)
    // 98 groups of three words each, 65 of them shared: a similarity of 65 / 131.
    const agree = (round: number) => {
      const words = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}r${round}`)
      const shared = words('s', 67)
      const [a, b] = ['a', 'b'].map(name => hashes([...shared, ...words(name, 33)].join(' ')))
      return a?.some(([high, low], band) => b?.[band]?.[0] === high && b[band]?.[1] === low) ?? false
    }
    const rounds = 1500
    const found = Array.from({ length: rounds }, (_, i) => agree(i)).filter(Boolean).length
    const expected = bandMatchProbability(65 / 131, cut)
    expect(Math.abs(found / rounds - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / rounds))
  })

  test('the limit asked for is where the chance rises', () => {
    for (const threshold of [0.4, 0.6, 0.8, 0.9]) {
      const cut = chooseBands(threshold)
      expect(bandMatchProbability(threshold - 0.2, cut)).toBeLessThan(0.25)
      expect(bandMatchProbability(Math.min(1, threshold + 0.15), cut)).toBeGreaterThan(0.9)
    }
  })
})

test('texts that differ have different hashes', () => {
  const texts = Array.from({ length: 200_000 }, (_, i) => `${i % 7}${i}`)
  expect(new Set(texts.map(text => hashText(text).join())).size).toBe(new Set(texts).size)
})

test('a memory of hashes knows what was added, forgets the oldest and never more', () => {
  const memory = recentHashes(5000)
  const hashes = Array.from({ length: 12_000 }, (_, i) => hashText(String(i)))
  for (const [i, [high, low]] of hashes.entries()) {
    expect(memory.has(high, low)).toBe(false)
    memory.add(high, low)
    const [h, l] = hashes[Math.max(0, i - 4999)] as readonly [number, number]
    if (i % 100 === 0) expect(memory.has(h, l)).toBe(true)
  }
  expect(memory.has(...(hashes[0] as readonly [number, number]))).toBe(false)
  memory.add(0, 0)
  expect(memory.has(0, 0)).toBe(true)
})
