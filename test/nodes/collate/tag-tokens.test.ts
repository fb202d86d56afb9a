import { expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { tagTokens } from '../../../nodes/collate/tag-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { column, markedColumn, toyBatches } from './toy.ts'

const { word } = boundaryMarks
// three words, the second of three tokens; one word; four words of a token each, one more than fits
const tokens = markedColumn(
  [[10, 20, 21, 22, 30], [40], [50, 51, 52, 53, 54, 55]],
  Uint8Array.of(word, word, 0, 0, word, word, word, word, word, word, word, word),
)
const table = { columns: { tokens, tags: column([7, 8, 9], [1], [2, 3, 4, 5, 6, 7]) } }
const collator = tagTokens(toyBatches('tags'), { length: 5 })
const { arrays, ...counted } = collator.fill(table, [0, 1, 2], 0)
const row = (name: string, r: number) => [...(arrays[name] ?? [])].slice(r * 7, (r + 1) * 7)

test('a sentence lies between a begin and an end token, is filled up or cut', () => {
  expect([0, 1, 2].map(r => row('ids', r))).toEqual([
    [1, 10, 20, 21, 22, 30, 2],
    [1, 40, 2, 0, 0, 0, 0],
    [1, 50, 51, 52, 53, 54, 2],
  ])
  expect([0, 1, 2].map(r => row('mask', r).join(''))).toEqual(['1111111', '1110000', '1111111'])
  for (const [name, { shape }] of Object.entries(collator.feeds(3)))
    expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
})

test('the first token of a word carries its tag, and no other place counts', () => {
  expect([0, 1, 2].map(r => row('weights', r).join(''))).toEqual(['0110010', '0100000', '0111110'])
  const asked = (r: number) => row('labels', r).filter((_, i) => row('weights', r)[i] === 1)
  expect([0, 1, 2].map(asked)).toEqual([[7, 8, 9], [1], [2, 3, 4, 5, 6]])
  expect(counted).toEqual({ tokens: 5 + 1 + 5, supervised: 3 + 1 + 5 })
  expect(collator.examples(table)).toBe(3)
})

test('data without tags is refused, with the blocks that have some', () => {
  expect(() => batches(['sample-reviews'], ['bpe-tokenizer'], ['tag-tokens'])).toThrow('a tag for each word')
})
