import { describe, expect, test } from 'vitest'
import { type Batch, boundaryMarks } from '../../../core/data/batch.ts'
import { maskTokens } from '../../../nodes/collate/mask-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { markedColumn, randomText, textTable, toyBatches, vocabulary } from './toy.ts'

const defaults = { length: 40, rate: 0.15, random: 0.1, keep: 0.1, words: false, count: 'exact' as 'exact' | 'chance' }
const masks = (changes: Partial<typeof defaults> = {}) => maskTokens(toyBatches('masked'), { ...defaults, ...changes })
const parts = ({ arrays }: Batch) => ({
  ids: [...(arrays.ids ?? [])],
  rows: [...(arrays.rows ?? [])],
  labels: [...(arrays.labels ?? [])],
  weights: [...(arrays.weights ?? [])],
})

describe('hidden tokens', () => {
  const { table, stream } = randomText(3, 400)
  const all = Array.from({ length: masks().examples(table) }, (_, i) => i)

  test('putting the labels back where they were gives the text again, between begin and end tokens', () => {
    const { ids, rows, labels } = parts(masks().fill(table, all, 5))
    rows.forEach((row, i) => {
      ids[row] = labels[i] as number
    })
    const windows = all.map(i => [vocabulary.begin, ...stream.slice(i * 40, (i + 1) * 40), vocabulary.end])
    expect(ids).toEqual(windows.flat())
  })

  test('special tokens are never hidden and never come in by chance', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { ids, rows, labels } = parts(masks().fill(table, all, seed))
      const ordinary = (token: number) => token >= 4 && token < vocabulary.size - vocabulary.sentinels
      expect(labels.every(ordinary)).toBe(true)
      expect(rows.every(row => ids[row] === vocabulary.mask || ordinary(ids[row] as number))).toBe(true)
    }
  })

  test('15 in 100 are asked for; of those 80 are hidden, 10 replaced and 10 kept', () => {
    let [asked, hidden, kept] = [0, 0, 0]
    for (let seed = 0; seed < 20; seed++) {
      const { ids, rows, labels } = parts(masks().fill(table, all, seed))
      asked += rows.length
      hidden += rows.filter(row => ids[row] === vocabulary.mask).length
      kept += rows.filter((row, i) => ids[row] === labels[i]).length
    }
    expect(asked / (20 * all.length * 40)).toBeCloseTo(0.15, 5)
    expect(hidden / asked).toBeCloseTo(0.8, 1.5)
    expect(kept / asked).toBeCloseTo(0.1 + 0.1 / 88, 1.5) // a random token is sometimes the same one
  })

  test('places are asked for evenly, whatever the position in the window', () => {
    const counts = new Array(40).fill(0)
    const plain = textTable(Array.from({ length: 4000 }, () => 50))
    for (let seed = 0; seed < 40; seed++)
      for (const row of parts(masks().fill(plain, all.slice(0, 100), seed)).rows) counts[(row % 42) - 1]++
    expect(Math.min(...counts) / 600).toBeGreaterThan(0.8) // 4000 windows × 6 ÷ 40 = 600 each
    expect(Math.max(...counts) / 600).toBeLessThan(1.2)
  })

  test('every row has at least one, even when the rate asks for less', () => {
    const { rows, weights } = parts(masks({ length: 8, rate: 0.01 }).fill(table, [0, 1, 2], 1))
    expect(rows.map(row => Math.floor(row / 10))).toEqual([0, 1, 2])
    expect(weights).toEqual([1, 1, 1])
  })

  test('a window of special tokens only asks for nothing and says so in the weights', () => {
    const empty = textTable(...Array.from({ length: 16 }, () => []))
    const batch = masks({ length: 8, rate: 0.25 }).fill(empty, [0, 1], 1)
    expect(batch.supervised).toBe(0)
    expect(parts(batch).weights).toEqual([0, 0, 0, 0])
  })

  test('the same seed hides the same tokens, another seed others', () => {
    const [a, b, c] = [1, 1, 2].map(seed => masks().fill(table, [0, 1], seed))
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
  })

  test('arrays have the announced shapes', () => {
    const collator = masks()
    const { arrays, tokens } = collator.fill(table, [0, 1, 2], 0)
    for (const [name, { shape }] of Object.entries(collator.feeds(3)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
    expect(tokens).toBe(3 * 40) // begin and end are not text
  })
})

describe('whole words', () => {
  // words of 1, 2 and 3 tokens in turn, the end token of the one document apart
  const lengths = Array.from({ length: 300 }, (_, i) => 1 + (i % 3))
  const marks = Uint8Array.from(lengths.flatMap(n => [boundaryMarks.word, 0, 0].slice(0, n)))
  const ids = Array.from(marks, (_, i) => 4 + (i % 80))
  const table = { columns: { text: markedColumn([ids], marks) } }
  const words = { words: true, random: 0, keep: 0 }

  for (const count of ['exact', 'chance'] as const)
    test(`are hidden whole, counted ${count === 'exact' ? 'exactly' : 'by chance'}`, () => {
      for (let seed = 0; seed < 30; seed++) {
        const batch = masks({ ...words, count }).fill(table, [3, 4, 5], seed)
        const shown = parts(batch).ids.map(id => id === vocabulary.mask)
        for (let row = 0; row < 3; row++)
          for (let i = 1; i < 40; i++) {
            const starts = marks[(3 + row) * 40 + i] === boundaryMarks.word
            if (!starts) expect(shown[row * 42 + i + 1]).toBe(shown[row * 42 + i])
          }
      }
    })

  test('take no more tokens than asked for, and nearly as many', () => {
    const counts = Array.from({ length: 100 }, (_, seed) => masks(words).fill(table, [2], seed).supervised)
    expect(Math.max(...counts)).toBe(6)
    expect(counts.reduce((a, b) => a + b) / 100).toBeGreaterThan(5.5)
  })

  test('that are all longer than what is asked for are hidden in part', () => {
    const long = {
      columns: {
        text: markedColumn(
          [ids],
          marks.map((_, i) => (i === 0 ? 1 : 0)),
        ),
      },
    }
    expect(masks({ ...words, length: 8, rate: 0.2 }).fill(long, [0], 0).supervised).toBe(2)
  })
})

describe('a count by chance', () => {
  const { table } = randomText(3, 400)
  const all = Array.from({ length: masks().examples(table) }, (_, i) => i)

  test('takes each token with the same chance, so examples differ and the mean is the rate', () => {
    const counts = Array.from({ length: 20 }, (_, seed) => masks({ count: 'chance' }).fill(table, all, seed).supervised)
    const mean = counts.reduce((a, b) => a + b) / 20 / all.length
    expect(mean / 40).toBeGreaterThan(0.138) // end tokens cannot be hidden: 40 places hold about 38.7 that can
    expect(mean / 40).toBeLessThan(0.152)
    expect(new Set(counts).size).toBeGreaterThan(5)
  })

  test('leaves no example without a hidden token', () => {
    const few = masks({ count: 'chance', rate: 0.001 })
    for (let seed = 0; seed < 50; seed++) expect(few.fill(table, [5], seed).supervised).toBeGreaterThanOrEqual(1)
  })

  test('fits its arrays, whose weights say which places count', () => {
    const collator = masks({ count: 'chance', words: true })
    const batch = collator.fill(table, [0, 1, 2], 0)
    for (const [name, { shape }] of Object.entries(collator.feeds(3)))
      expect(batch.arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
    expect(parts(batch).weights.reduce((a, b) => a + b)).toBe(batch.supervised)
  })
})

describe('masking refuses', () => {
  test('a tokenizer without a mask token', () => {
    const made = () => batches(['sample-text'], ['bpe-tokenizer', { mask: false }], ['mask-tokens'])
    expect(made).toThrow('The tokenizer has no mask token')
  })

  test('shares that are more than everything', () => {
    const made = () => batches(['sample-text'], ['bpe-tokenizer'], ['mask-tokens', { random: 0.6, keep: 0.5 }])
    expect(made).toThrow('add up to more than 1')
  })

  test('pairs', () => {
    expect(() => batches(['sample-pairs'], ['bpe-tokenizer'], ['mask-tokens'])).toThrow('plain text')
  })
})
