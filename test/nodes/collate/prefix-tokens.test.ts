import { describe, expect, test } from 'vitest'
import { prefixTokens } from '../../../nodes/collate/prefix-tokens.ts'
import { batches } from '../../main/data/pipeline.ts'
import { randomText, toyBatches, vocabulary } from './toy.ts'

const { table, stream } = randomText(3, 400)
const window = (example: number) => stream.slice(example * 20, (example + 1) * 20)

describe('beginning and rest in one text', () => {
  const collator = prefixTokens(toyBatches('causal'), { length: 20, network: 'decoder' })
  const examples = [0, 1, 2, 3]
  const { arrays, supervised } = collator.fill(table, examples, 1)
  const rowOf = (name: string, row: number) => [...(arrays[name] ?? [])].slice(row * 20, (row + 1) * 20)

  test('the rest is asked for from the last token of the beginning on', () => {
    for (const row of examples) {
      const start = rowOf('prefix', row).lastIndexOf(1) + 1
      expect(rowOf('ids', row)).toEqual(window(row))
      expect(rowOf('labels', row)).toEqual(stream.slice(row * 20 + 1, row * 20 + 21))
      expect(rowOf('prefix', row)).toEqual(Array.from({ length: 20 }, (_, i) => (i < start ? 1 : 0)))
      expect(rowOf('weights', row)).toEqual(Array.from({ length: 20 }, (_, i) => (i < start - 1 ? 0 : 1)))
    }
    expect(supervised).toBe([...(arrays.weights ?? [])].reduce((a, b) => a + b))
  })

  test('every place but the ends is as likely to be the cut as any other', () => {
    const counts = new Array(20).fill(0)
    for (let seed = 0; seed < 4000; seed++) {
      const { prefix = [] } = collator.fill(table, [0], seed).arrays
      counts[[...prefix].lastIndexOf(1) + 1]++
    }
    expect(counts[0]).toBe(0)
    expect(Math.min(...counts.slice(1)) / (4000 / 19)).toBeGreaterThan(0.75)
  })
})

test('beginning and rest in two texts make the text again, each with an end token', () => {
  const collator = prefixTokens(toyBatches('seq2seq'), { length: 20, network: 'encoder-decoder' })
  const { arrays, supervised } = collator.fill(table, [0, 1, 2], 1)
  const part = (name: string, count: string, row: number) =>
    [...(arrays[name] ?? [])].slice(row * 20, (row + 1) * 20).filter((_, i) => arrays[count]?.[row * 20 + i] === 1)
  for (const row of [0, 1, 2]) {
    const [source, rest] = [part('ids', 'mask', row), part('labels', 'weights', row)]
    expect([source.at(-1), rest.at(-1)]).toEqual([vocabulary.end, vocabulary.end])
    expect([...source.slice(0, -1), ...rest.slice(0, -1)]).toEqual(window(row))
  }
  expect(supervised).toBe([...(arrays.weights ?? [])].reduce((a, b) => a + b))
})

test('the batches suit the kind of network that is chosen, and pairs are refused', () => {
  const made = (network: string) => batches(['sample-text'], ['bpe-tokenizer'], ['prefix-tokens', { network }])
  expect([made('decoder').task, made('encoder-decoder').task]).toEqual(['causal', 'seq2seq'])
  expect(() => batches(['sample-pairs'], ['bpe-tokenizer'], ['prefix-tokens'])).toThrow('plain text')
})
