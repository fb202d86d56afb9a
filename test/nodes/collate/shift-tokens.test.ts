import { describe, expect, test } from 'vitest'
import { shiftTokens } from '../../../nodes/collate/shift-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { randomText, textTable, toyBatches } from './toy.ts'

const joined = { rows: 'pack', across: true } as const

describe('next-token batches', () => {
  test('every place asks for the token after it, and documents are joined by the end token', () => {
    const table = textTable([10, 11, 12], [], [13, 14], [15, 16, 17])
    const { arrays } = shiftTokens(toyBatches(), { length: 5, ...joined }).fill(table, [0, 1], 0)
    expect([...(arrays.ids ?? [])]).toEqual([10, 11, 12, 2, 2, 13, 14, 2, 15, 16])
    expect([...(arrays.labels ?? [])]).toEqual([11, 12, 2, 2, 13, 14, 2, 15, 16, 17])
  })

  test('an epoch predicts each token of the text exactly once, up to the unused rest', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { table, stream } = randomText(seed)
      const length = 3 + seed
      const collator = shiftTokens(toyBatches(), { length, ...joined })
      const examples = collator.examples(table)
      const { labels } = collator.fill(
        table,
        Array.from({ length: examples }, (_, i) => i),
        0,
      ).arrays
      expect([...(labels ?? [])]).toEqual(stream.slice(1, 1 + examples * length))
      expect(stream.length - 1 - examples * length).toBeLessThan(length)
    }
  })

  test('arrays have the announced shapes and everything counts', () => {
    const { table } = randomText(1)
    const collator = shiftTokens(toyBatches(), { length: 8, ...joined })
    const { arrays, tokens, supervised } = collator.fill(table, [3, 0, 3], 0)
    for (const [name, { shape }] of Object.entries(collator.feeds(3)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
    expect([tokens, supervised]).toEqual([24, 24])
    expect(arrays.weights?.every(w => w === 1)).toBe(true)
  })

  test('a text shorter than one window gives no example', () => {
    expect(shiftTokens(toyBatches(), { length: 8, ...joined }).examples(textTable([5, 6, 7]))).toBe(0)
    expect(shiftTokens(toyBatches(), { length: 8, ...joined }).examples(textTable())).toBe(0)
  })
})

test('next-token batches refuse pairs', () => {
  const pairs = () => batches(['sample-pairs'], ['bpe-tokenizer'], ['shift-tokens'])
  expect(pairs).toThrow('This block needs plain text, but the data holds pairs.')
})

test('documents that may not see each other are told apart, each with places of its own', () => {
  const table = textTable([10, 11, 12], [], [13, 14], [15, 16, 17])
  const { arrays } = shiftTokens(toyBatches(), { length: 5, rows: 'pack', across: false }).fill(table, [0, 1], 0)
  expect([...(arrays.ids ?? [])]).toEqual([10, 11, 12, 2, 2, 13, 14, 2, 15, 16])
  expect([...(arrays.documents ?? [])]).toEqual([0, 0, 0, 1, 2, 0, 0, 1, 1, 1])
  expect([...(arrays.places ?? [])]).toEqual([0, 1, 2, 0, 0, 0, 1, 0, 1, 2])
})

describe('a row to an example', () => {
  const collator = shiftTokens(toyBatches(), { length: 4, rows: 'pad', across: true })
  const table = textTable([10, 11], [], [12, 13, 14, 15, 16])
  const { arrays, tokens, supervised } = collator.fill(table, [0, 1, 2], 0)

  test('begins with the end token, which asks for the first word, and is filled up or cut', () => {
    expect([...(arrays.ids ?? [])]).toEqual([2, 10, 11, 0, 2, 0, 0, 0, 2, 12, 13, 14])
    expect([...(arrays.mask ?? [])]).toEqual([1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1])
  })

  test('asks for the row and its end; padding does not count', () => {
    expect([...(arrays.labels ?? [])]).toEqual([10, 11, 2, 0, 2, 0, 0, 0, 12, 13, 14, 2])
    expect([...(arrays.weights ?? [])]).toEqual([1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1])
    expect([tokens, supervised, collator.examples(table)]).toEqual([8, 8, 3])
  })
})
