import { describe, expect, test } from 'vitest'
import { answerTokens } from '../../../nodes/collate/answer-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { column, toyBatches } from './toy.ts'

describe('questions and answers', () => {
  const table = {
    columns: { source: column([10, 11], [12, 13, 14, 15, 16]), target: column([20], [21, 22, 23, 24]) },
  }
  const collator = answerTokens(toyBatches('causal'), { sourceLength: 4, targetLength: 3 })
  const { arrays, tokens, supervised } = collator.fill(table, [0, 1], 0)

  test('are one text: the source, the begin token, the target, and padding', () => {
    expect([...(arrays.ids ?? [])]).toEqual([10, 11, 1, 20, 0, 0, 0, 12, 13, 14, 15, 1, 21, 22])
    expect([...(arrays.mask ?? [])]).toEqual([1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
  })

  test('ask for the target and its end only, from the begin token on', () => {
    expect([...(arrays.rows ?? [])]).toEqual([2, 3, 0, 11, 12, 13])
    expect([...(arrays.labels ?? [])]).toEqual([20, 2, 0, 21, 22, 2])
    expect([...(arrays.weights ?? [])]).toEqual([1, 1, 0, 1, 1, 1])
    expect([tokens, supervised]).toEqual([2 + 2 + 4 + 3, 5])
  })

  test('every place that is asked for is the one before its label', () => {
    const { ids = [], rows = [], labels = [], weights = [] } = arrays
    for (const [i, row] of rows.entries()) if (weights[i] === 1 && labels[i] !== 2) expect(ids[row + 1]).toBe(labels[i])
  })

  test('have the announced shapes', () => {
    for (const [name, { shape }] of Object.entries(collator.feeds(2)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
  })

  test('refuse plain text', () => {
    expect(() => batches(['sample-text'], ['bpe-tokenizer'], ['answer-tokens'])).toThrow('needs pairs')
  })
})
