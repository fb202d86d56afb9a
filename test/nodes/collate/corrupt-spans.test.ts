import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { corrupt, corruptSpans } from '../../../nodes/collate/corrupt-spans.ts'
import { maskTokens } from '../../../nodes/collate/mask-tokens.ts'
import { randomSpanLengths, roundHalfEven, spanCounts } from '../../../nodes/collate/noise/span-lengths.ts'
import { shiftTokens } from '../../../nodes/collate/shift-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { randomText, toyBatches, vocabulary } from './toy.ts'

test('halves are rounded to the even number', () => {
  expect([0.5, 1.5, 2.5, 3.5, 4.4, 4.6, 7].map(roundHalfEven)).toEqual([0, 2, 2, 4, 4, 5, 7])
  // 0.15 × these lengths ends in one half, where JavaScript's own rounding gives one more when it is even below
  expect([30, 70, 110, 150, 190].map(t => roundHalfEven(t * 0.15))).toEqual([4, 10, 16, 22, 28])
})

describe('lengths are those of T5', () => {
  test.each([
    // rate, mean gap, input length wanted, tokens that fit, target length
    [0.15, 3, 64, 70, 14],
    [0.15, 3, 128, 141, 29],
    [0.15, 3, 256, 284, 58],
    [0.15, 3, 512, 568, 114],
    [0.15, 3, 1024, 1137, 229],
    [0.5, 3, 512, 766, 512],
    [0.15, 8, 512, 588, 100],
    [0.5, 8, 512, 908, 512],
    [0.15, 64, 512, 600, 92],
    [0.5, 64, 512, 1006, 512],
    [0.2, 2, 64, 70, 22],
    [0.2, 1, 64, 63, 27],
  ])('rate %d, gap %d: an input of %d holds %d tokens and asks for %d', (rate, span, wanted, length, target) => {
    expect(spanCounts(length, rate, span)).toMatchObject({ target })
    expect(spanCounts(length, rate, span).input).toBeLessThanOrEqual(wanted)
    const next = spanCounts(length + 1, rate, span)
    expect(next.input > wanted || next.target > next.input).toBe(true) // where half is hidden, T5 keeps the target no longer than the input
  })
})

test('gaps are filled as in T5’s own test', () => {
  // T5 masks the start of [10 … 15] too; ours never does, so an empty first run stands for it
  const { input, target } = corrupt([10, 11, 12, 13, 14, 15], [0, 2, 2, 1, 1], { ...vocabulary, size: 1000 })
  expect(input).toEqual([999, 12, 13, 998, 15, vocabulary.end])
  expect(target).toEqual([999, 10, 11, 998, 14, vocabulary.end])
})

test('gaps have the promised number and size, start after the first token and never touch', () => {
  for (let seed = 0; seed < 300; seed++) {
    const length = 8 + (seed % 90)
    const counts = spanCounts(length, 0.05 + (seed % 10) * 0.05, 1 + (seed % 5))
    const runs = randomSpanLengths(length, counts, createRandom(seed))
    expect(runs.every(run => run >= 1)).toBe(true)
    expect(runs).toHaveLength(counts.spans * 2)
    expect(runs.filter((_, i) => i % 2 === 1).reduce((a, b) => a + b)).toBe(counts.noise)
    expect(runs.reduce((a, b) => a + b)).toBe(length)
  }
})

/** Puts what each sentinel of the target stands for into the input. */
function restored(input: readonly number[], target: readonly number[]): number[] {
  const sentinel = (token: number) => token >= vocabulary.size - vocabulary.sentinels
  return input.flatMap(token => {
    if (!sentinel(token)) return [token]
    const start = target.indexOf(token) + 1
    const next = target.findIndex((t, i) => i >= start && sentinel(t))
    return target.slice(start, next < 0 ? -1 : next)
  })
}

describe('span corruption', () => {
  const params = { length: 40, rate: 0.3, span: 2 }
  const collator = corruptSpans(toyBatches('seq2seq'), params)
  const { input: T, target: U } = spanCounts(40, 0.3, 2)
  const { table, stream } = randomText(8, 100)

  test('input and target together are the text', () => {
    const examples = Array.from({ length: collator.examples(table) }, (_, i) => i)
    for (let seed = 0; seed < 20; seed++) {
      const { arrays } = collator.fill(table, examples, seed)
      for (const i of examples) {
        const input = [...(arrays.ids ?? [])].slice(i * T, (i + 1) * T)
        const target = [...(arrays.labels ?? [])].slice(i * U, (i + 1) * U)
        expect(restored(input, target)).toEqual([...stream.slice(i * 40, (i + 1) * 40), vocabulary.end])
      }
    }
  })

  test('the decoder reads the labels moved right, starting with the pad token', () => {
    const { arrays } = collator.fill(table, [0, 1], 3)
    for (const row of [0, 1]) {
      const labels = [...(arrays.labels ?? [])].slice(row * U, (row + 1) * U)
      expect([...(arrays.target ?? [])].slice(row * U, (row + 1) * U)).toEqual([vocabulary.pad, ...labels.slice(0, -1)])
    }
  })

  test('arrays have the announced shapes, without padding', () => {
    const { arrays, tokens, supervised } = collator.fill(table, [0, 1, 2], 0)
    for (const [name, { shape }] of Object.entries(collator.feeds(3)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
    expect([tokens, supervised]).toEqual([3 * 40, 3 * U])
    expect(arrays.ids?.includes(vocabulary.pad)).toBe(false)
  })

  test('the same seed cuts the same gaps, another seed others', () => {
    const [a, b, c] = [1, 1, 2].map(seed => collator.fill(table, [0, 1], seed))
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
  })

  test('reads the same text per example as the other two text objectives', () => {
    const { table } = randomText(5, 300)
    const others = [
      shiftTokens(toyBatches(), { length: 40, rows: 'pack', across: true }),
      maskTokens(toyBatches('masked'), {
        length: 40,
        rate: 0.15,
        random: 0.1,
        keep: 0.1,
        words: false,
        count: 'exact' as const,
      }),
    ]
    const examples = [collator, ...others].map(c => c.examples(table))
    expect(Math.max(...examples) - Math.min(...examples)).toBeLessThanOrEqual(1) // shifting needs one token more at the end
  })
})

describe('span corruption refuses', () => {
  test('a tokenizer with too few sentinels, and says how many it needs', () => {
    const made = () => batches(['sample-text'], ['bpe-tokenizer', { sentinels: 5 }], ['corrupt-spans', { length: 128 }])
    expect(made).toThrow('has 6 masked spans, but the tokenizer has only 5 sentinel tokens')
  })

  test('pairs', () => {
    expect(() => batches(['sample-pairs'], ['bpe-tokenizer'], ['corrupt-spans'])).toThrow('plain text')
  })
})
