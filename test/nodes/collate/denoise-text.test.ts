import { describe, expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { denoiseText } from '../../../nodes/collate/denoise-text.ts'
import {
  deleteTokens,
  infillSpans,
  permuteSentences,
  rotateDocument,
  type Word,
  windowWords,
} from '../../../nodes/collate/noise/denoising-noise.ts'
import { batches } from '../../main/data/pipeline.ts'
import { markedColumn, randomText, toyBatches, vocabulary } from './toy.ts'

const defaults = { length: 40, rate: 0.3, span: 3, sentences: 1, deleted: 0, rotated: 0 }
const denoiser = (changes: Partial<typeof defaults> = {}) =>
  denoiseText(toyBatches('seq2seq'), { ...defaults, ...changes })
const { mask } = vocabulary
const word = (...ids: number[]): Word => ({ ids, startsSentence: ids[0] === 50 })
const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b)

describe('the ways to damage a text', () => {
  test('words are cut at their marks', () => {
    const words = windowWords(Int32Array.of(5, 6, 7, 8), Uint8Array.of(0, 0, 1, 0), Uint8Array.of(0, 0, 1, 0))
    expect(words).toEqual([
      { ids: [5, 6], startsSentence: false },
      { ids: [7, 8], startsSentence: true },
    ])
  })

  test('sentences change places whole', () => {
    const words = [word(50, 1), word(2), word(50, 3), word(50, 4), word(5), word(6)]
    const orders = Array.from({ length: 50 }, (_, seed) =>
      permuteSentences(words, 1, createRandom(seed)).flatMap(w => w.ids),
    )
    for (const order of orders) {
      expect(sorted(order)).toEqual(sorted(words.flatMap(w => w.ids)))
      expect(order.join()).toContain('50,1,2')
      expect(order.join()).toContain('50,4,5,6')
    }
    expect(new Set(orders.map(o => o.join())).size).toBe(6)
  })

  test('a share of 0 moves no sentence', () => {
    const words = [word(50, 1), word(50, 2), word(50, 3)]
    expect(permuteSentences(words, 0, createRandom(1))).toEqual(words)
  })

  test('masks stand for runs of words, 3 on average, and hide 3 in 10; some stand for none', () => {
    const words = Array.from({ length: 200 }, (_, i) => word(i + 10))
    let [masks, hidden, empty] = [0, 0, 0]
    for (let seed = 0; seed < 200; seed++) {
      const tokens = infillSpans(words, { rate: 0.3, meanSpanLength: 3, mask, maxTokens: 400 }, createRandom(seed))
      const kept = tokens.filter(id => id !== mask)
      expect(sorted(kept)).toEqual(kept) // what is left keeps its order
      masks += tokens.length - kept.length
      hidden += 200 - kept.length
      tokens.forEach((id, i) => {
        if (id === mask && (tokens[i + 1] ?? 0) - (tokens[i - 1] ?? 0) === 1) empty++
      })
    }
    expect(hidden / (200 * 200)).toBeGreaterThan(0.24) // runs that meet hide less than 0.3
    expect(hidden / (200 * 200)).toBeLessThanOrEqual(0.3)
    expect(hidden / masks).toBeGreaterThan(2.2)
    expect(hidden / masks).toBeLessThan(3.2)
    expect(empty / masks).toBeGreaterThan(0.02) // e⁻³ ≈ 0.05 of the runs have no words
    expect(empty / masks).toBeLessThan(0.08)
  })

  test('deletion takes its share, never all; turning keeps the order round the corner', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => i)
    expect(deleteTokens(ids, 0.2, createRandom(1)).length / 1000).toBeCloseTo(0.8, 1)
    expect(deleteTokens([7, 8], 0.9999999, createRandom(1))).toEqual([7])
    const turned = rotateDocument(ids, createRandom(2))
    expect(turned).toHaveLength(1000)
    turned.forEach((id, i) => {
      expect(turned[(i + 1) % 1000]).toBe((id + 1) % 1000)
    })
  })
})

describe('repairing a text', () => {
  const { table, stream } = randomText(3, 400)
  const all = Array.from({ length: denoiser().examples(table) }, (_, i) => i)

  test('asks for the text as it was, and its end', () => {
    const { arrays, supervised } = denoiser().fill(table, all, 1)
    const windows = all.flatMap(i => [...stream.slice(i * 40, (i + 1) * 40), vocabulary.end])
    expect([...(arrays.labels ?? [])]).toEqual(windows)
    expect(supervised).toBe(windows.length)
  })

  test('shows it between a begin and an end token, never longer than there is room', () => {
    for (const span of [0.1, 1, 3]) {
      const { arrays } = denoiser({ rate: 0.9, span }).fill(table, all, 2)
      for (const row of all) {
        const seen = [...(arrays.ids ?? [])]
          .slice(row * 42, (row + 1) * 42)
          .filter((_, i) => arrays.mask?.[row * 42 + i] === 1)
        expect(seen[0]).toBe(vocabulary.begin)
        expect(seen.at(-1)).toBe(vocabulary.end)
        expect(seen).toContain(mask)
      }
    }
  })

  test('with sentences moved and nothing hidden shows the same tokens', () => {
    const ids = Array.from({ length: 40 }, (_, i) => 10 + i)
    const marks = Uint8Array.from(ids, (_, i) =>
      i % 8 === 0 ? boundaryMarks.word + boundaryMarks.sentence : boundaryMarks.word,
    )
    const { arrays } = denoiser({ rate: 0 }).fill({ columns: { text: markedColumn([ids], marks) } }, [0], 3)
    const shown = [...(arrays.ids ?? [])].slice(1, -1)
    expect(sorted(shown)).toEqual(ids)
    expect(shown).not.toEqual(ids)
  })

  test('the same seed gives the same damage; arrays have the announced shapes', () => {
    const collator = denoiser()
    expect(collator.fill(table, [0, 1], 4)).toEqual(collator.fill(table, [0, 1], 4))
    const { arrays } = collator.fill(table, [0, 1, 2], 4)
    for (const [name, { shape }] of Object.entries(collator.feeds(3)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
  })

  test('refuses pairs, a tokenizer without a mask, and no damage at all', () => {
    expect(() => batches(['sample-pairs'], ['bpe-tokenizer'], ['denoise-text'])).toThrow('plain text')
    expect(() => batches(['sample-text'], ['bpe-tokenizer', { mask: false }], ['denoise-text'])).toThrow(
      'no mask token',
    )
    const nothing = ['denoise-text', { rate: 0, sentences: 0 }] as const
    expect(() => batches(['sample-text'], ['bpe-tokenizer'], nothing)).toThrow('All corruptions are off')
  })
})
