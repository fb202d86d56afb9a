import { describe, expect, test } from 'vitest'
import { answerSpan } from '../../../nodes/collate/answer-span.ts'
import { batches } from '../../main/data/pipeline.ts'
import { column, toyBatches } from './toy.ts'

// length 10: begin, two of the question, end, five of the text, end; pieces share two tokens
const params = { length: 16, question: 4, overlap: 2, between: 'one' } as const
const long = Array.from({ length: 20 }, (_, i) => 20 + i)
const table = {
  columns: {
    question: column([10, 11], [12, 13, 14, 15, 16]),
    context: column([50, 51, 52], long),
    answer: column([1, 2], [12, 13]),
  },
}
const collator = answerSpan(toyBatches('answer'), params)
const all = Array.from({ length: collator.examples(table) }, (_, i) => i)
const B = all.length
const { arrays, ...counted } = collator.fill(table, all, 0)
const { ids = [], mask = [], types = [], labels = [], weights = [] } = arrays
const row = (of: ArrayLike<number>, r: number) => Array.from(of).slice(r * 16, (r + 1) * 16)

describe('a question and its text', () => {
  test('are one input: begin, question, end, text, end, filled up; the text is of another type', () => {
    expect(row(ids, 0)).toEqual([1, 10, 11, 2, 50, 51, 52, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(row(mask, 0).join('')).toBe('1111111100000000')
    expect(row(types, 0).join('')).toBe('0000111100000000')
    for (const [name, { shape }] of Object.entries(collator.feeds(B)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
  })

  test('make as many inputs as the text needs, and together they hold every token of it', () => {
    expect(B).toBe(1 + 3) // room for nine, seven new ones in each after the first: 9 + 7 + 7 ≥ 20
    const seen = new Set([1, 2, 3].flatMap(r => row(ids, r)))
    for (const token of long) expect(seen).toContain(token)
    expect(counted).toEqual({ tokens: 2 + 3 + (4 + 9) + (4 + 9) + (4 + 6), supervised: 2 * B })
  })

  test('labels point at the first and the last token of the answer, or at the begin token where it is not whole', () => {
    const at = (r: number) => [row(ids, r)[labels[r] as number], row(ids, r)[labels[B + r] as number]]
    expect(at(0)).toEqual([51, 52])
    expect([1, 2, 3].map(at)).toEqual([
      [1, 1], // tokens 0 to 8 of the text
      [32, 33], // 7 to 15
      [1, 1], // 14 to 19
    ])
    expect([...weights]).toEqual(Array(2 * B).fill(1))
  })
})

test('two tokens between question and text are there for models trained as RoBERTa', () => {
  const { arrays } = answerSpan(toyBatches('answer'), { ...params, between: 'two' }).fill(table, [0], 0)
  expect([...(arrays.ids ?? [])].slice(0, 9)).toEqual([1, 10, 11, 2, 2, 50, 51, 52, 2])
  expect(arrays.labels).toEqual(Int32Array.of(6, 7))
})

describe('refused are', () => {
  test('data without questions, with the blocks that have some', () => {
    expect(() => batches(['sample-text'], ['bpe-tokenizer'], ['answer-span'])).toThrow('questions with a context')
  })

  test('lengths that leave no room for the text', () => {
    const spans = (params: Record<string, number>) => () =>
      batches(['sample-questions'], ['bpe-tokenizer'], ['answer-span', params])
    expect(spans({ length: 64, question: 30, overlap: 31 })).toThrow('room for only 31 tokens')
    expect(spans({ length: 16, question: 32, overlap: 0 })).toThrow('room for only 0 tokens')
    expect(spans({ length: 64, question: 30, overlap: 30 })).not.toThrow()
  })
})
