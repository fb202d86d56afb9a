import { describe, expect, test } from 'vitest'
import { mixDenoisers } from '../../../nodes/collate/mix-denoisers.ts'
import { batches } from '../../main/data/pipeline.ts'
import { randomText, toyBatches, vocabulary } from './toy.ts'

const { size, sentinels, end } = vocabulary

describe('a mixture of gaps', () => {
  const { table, stream } = randomText(3, 400)
  const collator = mixDenoisers(toyBatches('seq2seq'), { length: 24 })
  const [T, U] = [collator.feeds(1).ids?.shape[1] ?? 0, collator.feeds(1).target?.shape[1] ?? 0]
  const examples = Array.from({ length: 300 }, (_, i) => i)
  const { arrays, supervised } = collator.fill(table, examples, 1)
  const read = (row: number) =>
    [...(arrays.ids ?? [])].slice(row * T, (row + 1) * T).filter((_, i) => arrays.mask?.[row * T + i] === 1)
  const asked = (row: number) =>
    [...(arrays.labels ?? [])].slice(row * U, (row + 1) * U).filter((_, i) => arrays.weights?.[row * U + i] === 1)
  const mode = (row: number) => (read(row)[0] ?? 0) - (size - sentinels)

  test('putting the pieces into their gaps gives the text again', () => {
    for (const row of examples) {
      const pieces = new Map<number, number[]>()
      let open: number[] = []
      for (const id of asked(row).slice(0, -1)) {
        if (id < size - sentinels) open.push(id)
        else {
          open = []
          pieces.set(id, open)
        }
      }
      const filled = read(row)
        .slice(1, -1)
        .flatMap(id => pieces.get(id) ?? [id])
      expect(filled).toEqual(stream.slice(row * 24, (row + 1) * 24))
      expect(asked(row).at(-1)).toBe(end)
    }
  })

  test('the first token names the task: 2 in 7 short gaps, 1 in 7 the rest, 4 in 7 long or many', () => {
    const counts = [0, 0, 0]
    for (let seed = 0; seed < 10; seed++) {
      const { ids = [] } = collator.fill(table, examples, seed).arrays
      for (const row of examples) {
        const named = (ids[row * T] ?? 0) - (size - sentinels)
        counts[named] = (counts[named] ?? 0) + 1 / 3000
      }
    }
    expect(counts[0]).toBeCloseTo(2 / 7, 1)
    expect(counts[1]).toBeCloseTo(1 / 7, 1)
    expect(counts[2]).toBeCloseTo(4 / 7, 1)
  })

  test('the rest of a text is one gap at its end', () => {
    for (const row of examples.filter(row => mode(row) === 1)) {
      expect(read(row).slice(-2)).toEqual([size - 1, end])
      expect(asked(row)).toHaveLength(8) // a sentinel, a quarter of 24, the end
    }
  })

  test('what counts is counted, and arrays have the announced shapes', () => {
    expect(supervised).toBe([...(arrays.weights ?? [])].reduce((a, b) => a + b))
    for (const [name, { shape }] of Object.entries(collator.feeds(300)))
      expect(arrays[name]).toHaveLength(shape.reduce((a, b) => a * b))
  })
})

test('a tokenizer with too few sentinels is refused, with the number that is needed', () => {
  const made = (sentinels: number) => batches(['sample-text'], ['bpe-tokenizer', { sentinels }], ['mix-denoisers'])
  expect(() => made(0)).toThrow('needs 24 sentinel tokens')
  expect(() => made(23)).toThrow('needs 24 sentinel tokens')
  expect(made(24)).toMatchObject({ task: 'seq2seq', length: 117, targetLength: 86, asking: { before: [4096 - 24] } })
  expect(() => batches(['sample-pairs'], ['bpe-tokenizer'], ['mix-denoisers'])).toThrow('plain text')
})
