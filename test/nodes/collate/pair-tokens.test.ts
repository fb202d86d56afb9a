import { describe, expect, test } from 'vitest'
import { pairTokens } from '../../../nodes/collate/pair-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { column, toyBatches } from './toy.ts'

describe('pairs', () => {
  const table = {
    columns: { source: column([10, 11], [], [12, 13, 14, 15, 16]), target: column([20], [21, 22, 23, 24], []) },
  }
  const collator = pairTokens(toyBatches('seq2seq'), { sourceLength: 4, targetLength: 3 })
  const { arrays, tokens, supervised } = collator.fill(table, [0, 1, 2], 0)

  test('sources end with the end token, are filled up, and are cut to fit', () => {
    expect([...(arrays.ids ?? [])]).toEqual([10, 11, 2, 0, 2, 0, 0, 0, 12, 13, 14, 2])
    expect([...(arrays.mask ?? [])]).toEqual([1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1])
  })

  test('the decoder reads the target moved right and is asked for the target with its end', () => {
    expect([...(arrays.target ?? [])]).toEqual([0, 20, 2, 0, 21, 22, 0, 2, 0])
    expect([...(arrays.labels ?? [])]).toEqual([20, 2, 0, 21, 22, 2, 2, 0, 0])
    expect([...(arrays.weights ?? [])]).toEqual([1, 1, 0, 1, 1, 1, 1, 0, 0])
  })

  test('padding is not counted', () => {
    expect(tokens).toBe(3 + 1 + 4 + (2 + 3 + 1))
    expect(supervised).toBe(6)
    expect(collator.examples(table)).toBe(3)
  })

  test('arrays have the announced shapes and types', () => {
    for (const [name, { shape, dtype }] of Object.entries(collator.feeds(3))) {
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
      expect(arrays[name]).toBeInstanceOf(dtype === 'int32' ? Int32Array : Float32Array)
    }
  })
})

test('pairs refuse plain text', () => {
  expect(() => batches(['sample-text'], ['bpe-tokenizer'], ['pair-tokens'])).toThrow('needs pairs')
})
