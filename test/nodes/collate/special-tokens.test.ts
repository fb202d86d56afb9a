import { expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import type { Batches, SpecialTokens, Task } from '../../../core/plan/plan.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { labelTexts } from '../../../nodes/collate/label-texts.ts'
import { pairTokens } from '../../../nodes/collate/pair-tokens.ts'
import { tagTokens } from '../../../nodes/collate/tag-tokens.ts'
import { column, markedColumn, toyBatches } from './toy.ts'

/** Batches of tokens whose tokenizer comes from elsewhere, and puts these tokens around a text. */
function framedBatches(task: Task, frame: SpecialTokens): Batches {
  const ours = toyBatches(task)
  return { ...ours, tokens: { ...ours.tokens, vocabulary: { ...ours.tokens.vocabulary, frame } } }
}

const texts = { columns: { text: column([10, 11], [], [12, 13, 14, 15]), label: column([1], [0], [2]) } }

test('a text is judged between the tokens that its tokenizer puts around it, or between none', () => {
  const begun = labelTexts(framedBatches('class', { before: [7], after: [] }), { length: 3 })
  expect([...(begun.fill(texts, [0, 1, 2], 0).arrays.ids ?? [])]).toEqual([7, 10, 11, 0, 7, 0, 0, 0, 7, 12, 13, 14])
  const bare = labelTexts(framedBatches('class', { before: [], after: [] }), { length: 3, alike: true })
  const { arrays, tokens } = bare.fill(texts, [0, 1, 2], 0)
  expect([...(arrays.ids ?? [])]).toEqual([10, 11, 0, 0, 0, 0, 12, 13, 14])
  expect([...(arrays.mask ?? [])].join('')).toBe('110100111') // of an empty text one place is looked at
  expect(tokens).toBe(5)
  const batchesOf = batcher(bare, texts, { batchSize: 3, accumulate: 1, seed: 1 })
  expect(batchesOf(0)[0]?.supervised).toBe(3)
})

test('tags stand at their words, whatever stands before them', () => {
  const { word } = boundaryMarks
  const tokens = markedColumn([[10, 20, 21]], Uint8Array.of(word, word, 0))
  const table = { columns: { tokens, tags: column([5, 6]) } }
  const { arrays } = tagTokens(framedBatches('tags', { before: [], after: [9] }), { length: 4 }).fill(table, [0], 0)
  expect([...(arrays.ids ?? [])]).toEqual([10, 20, 21, 9, 0])
  expect([...(arrays.labels ?? [])]).toEqual([5, 6, 0, 0, 0])
  expect([...(arrays.weights ?? [])]).toEqual([1, 1, 0, 0, 0])
})

test('a source is read as its tokenizer writes it, and a target ends with the end token', () => {
  const table = { columns: { source: column([10, 11], [12, 13, 14, 15]), target: column([20], [21]) } }
  const framed = framedBatches('seq2seq', { before: [7], after: [8] })
  const collator = pairTokens(framed, { sourceLength: 5, targetLength: 2, alike: true })
  const { arrays } = collator.fill(table, [0, 1], 0)
  expect([...(arrays.ids ?? [])]).toEqual([7, 10, 11, 8, 0, 7, 12, 13, 14, 8])
  expect([...(arrays.labels ?? [])]).toEqual([20, 2, 21, 2])
  expect(collator.lengthBucketing?.lengthOf(table, 0)).toBe(Math.max(4, Math.ceil(2 * (5 / 2))))
})
