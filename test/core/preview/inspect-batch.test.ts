import { expect, test } from 'vitest'
import type { Batch } from '../../../core/data/batch.ts'
import type { Batches } from '../../../core/plan/plan.ts'
import { inspectBatch } from '../../../core/preview/inspect-batch.ts'

const batchesOf = (task: Batches['task'], labels: readonly string[] = []): Batches => ({
  tokens: {
    rows: { source: { kind: 'sample', name: 'any' }, columns: ['text'], labels, steps: [] },
    tokenizer: { block: 'any', params: {} },
    vocabulary: { size: 100, pad: 0, begin: 1, end: 2, mask: 3, sentinels: 0 },
  },
  collator: { block: 'any', params: {} },
  task,
  length: 4,
})
const token = (id: number) => `t${id}`
const look = (arrays: Batch['arrays'], B: number, batches: Batches) =>
  inspectBatch({ arrays, tokens: 0, supervised: 0 }, B, { token, batches })

const ints = (...values: number[]) => Int32Array.from(values)
const floats = (...values: number[]) => Float32Array.from(values)

test('hidden, random and kept tokens are told apart, and what a list of places is filled up with is left out', () => {
  const [first, second] = look(
    {
      ids: ints(1, 3, 41, 2, 1, 50, 51, 2),
      rows: ints(1, 2, 5, 0),
      labels: ints(40, 99, 50, 0),
      weights: floats(1, 1, 1, 0),
    },
    2,
    batchesOf('masked'),
  )
  expect(first?.input.map(({ change, asked }) => [change, asked?.token])).toEqual([
    [undefined, undefined],
    ['hidden', 't40'],
    ['random', 't99'],
    [undefined, undefined],
  ])
  expect(second?.input[1]).toMatchObject({ change: 'kept', asked: { label: 50, token: 't50', weight: 1 } })
  expect(second?.input[0]?.asked).toBeUndefined()
})

test('where the answer is the next token, the text is moved by one', () => {
  const [row] = look(
    { ids: ints(5, 6, 7, 0), mask: ints(1, 1, 1, 0), labels: ints(6, 7, 2, 0), weights: floats(1, 1, 1, 0) },
    1,
    batchesOf('causal'),
  )
  expect(row?.input.map(place => place.shifted)).toEqual([true, true, false, false])
  expect(row?.input.map(place => place.padding)).toEqual([false, false, false, true])
  expect(row?.input.map(place => place.asked?.weight)).toEqual([1, 1, 1, 0])
})

test('the decoder’s input stands beside what it is to write', () => {
  const [, row] = look(
    {
      ids: ints(5, 2, 6, 2),
      target: ints(0, 8, 9, 0, 18, 2),
      labels: ints(8, 9, 2, 18, 2, 0),
      weights: floats(1, 1, 1, 1, 1, 0),
    },
    2,
    batchesOf('seq2seq'),
  )
  expect(row?.input.map(place => [place.id, place.asked])).toEqual([
    [6, undefined],
    [2, undefined],
  ])
  expect(row?.target?.map(place => [place.id, place.asked?.label, place.asked?.weight, place.shifted])).toEqual([
    [0, 18, 1, true],
    [18, 2, 1, true],
    [2, 0, 0, false],
  ])
  expect(row?.target?.map(({ padding }) => padding)).toEqual([false, false, true])
})

test('a class, a score and the ends of an answer are asked of the whole example', () => {
  const ids = ints(1, 5, 6, 2, 1, 7, 8, 2)
  const classes = look({ ids, labels: ints(1, 0), weights: floats(1, 1) }, 2, batchesOf('class', ['bad', 'good']))
  expect(classes.map(row => row.answers)).toEqual([
    [{ label: 1, weight: 1, token: 'good' }],
    [{ label: 0, weight: 1, token: 'bad' }],
  ])
  const scores = look({ ids, labels: floats(2.5, -1), weights: floats(1, 1) }, 2, batchesOf('score'))
  expect(scores[1]?.answers).toEqual([{ label: -1, weight: 1, token: '-1' }])
  const spans = look({ ids, labels: ints(1, 2, 2, 2), weights: floats(1, 1, 1, 1) }, 2, batchesOf('answer'))
  expect(spans[0]?.answers?.map(({ token }) => token)).toEqual(['t5', 't6'])
  expect(spans[1]?.answers?.map(({ token }) => token)).toEqual(['t8', 't8'])
})

test('tags are named, and words that are not asked have no weight', () => {
  const [row] = look(
    { ids: ints(1, 5, 6, 2), labels: ints(0, 1, 0, 0), weights: floats(0, 1, 0, 0) },
    1,
    batchesOf('tags', ['NOUN', 'VERB']),
  )
  expect(row?.input[1]?.asked).toEqual({ label: 1, weight: 1, token: 'VERB' })
  expect(row?.input[2]?.asked?.weight).toBe(0)
})
