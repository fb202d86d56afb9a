import { expect, test } from 'vitest'
import { labelTexts } from '../../../nodes/collate/label-texts.ts'
import { batches } from '../../main/data/pipeline.ts'
import { column, toyBatches } from './toy.ts'

const table = { columns: { text: column([10, 11], [], [12, 13, 14, 15]), label: column([1], [0], [2]) } }
const collator = labelTexts(toyBatches('class'), { length: 3 })

test('a text lies between a begin and an end token, is filled up or cut, and has one label', () => {
  const { arrays, tokens, supervised } = collator.fill(table, [0, 1, 2], 0)
  expect([...(arrays.ids ?? [])]).toEqual([1, 10, 11, 2, 0, 1, 2, 0, 0, 0, 1, 12, 13, 14, 2])
  expect([...(arrays.mask ?? [])]).toEqual([1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1])
  expect([...(arrays.labels ?? [])]).toEqual([1, 0, 2])
  expect([tokens, supervised, collator.examples(table)]).toEqual([2 + 0 + 3, 3, 3])
  for (const [name, { shape }] of Object.entries(collator.feeds(3)))
    expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
})

test('data without labels is refused, with the blocks that have some', () => {
  expect(() => batches(['sample-text'], ['bpe-tokenizer'], ['label-texts'])).toThrow('labelled texts')
})
