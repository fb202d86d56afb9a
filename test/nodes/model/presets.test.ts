import { expect, test } from 'vitest'
import type { Block } from '../../../core/block/block.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { blocks } from '../../../nodes/index.ts'

// RoBERTa's table of places starts behind the padding's id, which is 1 in its own vocabulary.
const vocabulary = (size: number) => ({ size, pad: 1, begin: 0, end: 2, mask: 3, sentinels: 0 })

function count(block: Block, preset: string, words: number, more = {}): number {
  const params = block.params.parse({ ...block.presets?.[preset]?.params, ...more }) as never
  const network = block.network as NonNullable<Block['network']>
  const named = namedParameters(network.build(network.config(params, vocabulary(words))).parts)
  return [...named.values()].reduce((sum, { size }) => sum + size, 0)
}

const of = (id: string) => blocks.get(id) as Block

/** num_parameters() of these models in Transformers. */
const published: readonly [block: string, preset: string, words: number, parameters: number][] = [
  ['gpt2', 'gpt2-small', 50_257, 124_439_808],
  ['gpt2', 'gpt2-medium', 50_257, 354_823_168],
  ['llama', 'smollm-135m', 49_152, 134_515_008],
  ['llama', 'tinyllama-1.1b', 32_000, 1_100_048_384],
  ['llama', 'llama2-7b', 32_000, 6_738_415_616],
  ['bert', 'bert-base', 30_522, 109_514_298],
  ['roberta', 'roberta-base', 50_265, 124_697_433],
  ['distilbert', 'distilbert-base', 30_522, 66_985_530],
  ['modernbert', 'modernbert-base', 50_368, 149_655_232],
  ['modernbert', 'modernbert-large', 50_368, 395_881_664],
  ['t5', 't5-small', 32_128, 60_506_624],
  ['t5', 't5-1.1-small', 32_128, 76_961_152],
  ['t5', 't5-base', 32_128, 222_903_552],
]

test.each(published)('%s “%s” has as many parameters as the model of that name', (block, preset, words, parameters) => {
  expect(count(of(block), preset, words)).toBe(parameters)
})

test('BART and Marian have those of Transformers, and a bias of the words that is never trained', () => {
  expect(count(of('bart'), 'bart-base', 50_265)).toBe(139_420_416 + 50_265)
  const waves = 2 * 512 * 512 // Transformers counts the fixed places of both sides
  expect(count(of('marian'), 'opus-mt', 58_101)).toBe(74_410_496 - waves + 58_101)
})

/** A layer of BERT: four products of the width, the inner layer, their biases and two norms. */
const layer = (C: number, F = 4 * C) => 4 * C * C + 2 * C * F + 9 * C + F

test('BERT’s miniatures have the shapes of Turc et al. 2019', () => {
  const rounded = (preset: string, C: number, L: number) => {
    const words = 30_522 * C + 512 * C + 2 * C + 2 * C // words, places, kinds and a norm
    const head = C * C + C + 2 * C + 30_522
    const all = count(of('bert'), preset, 30_522, { context: 512 })
    expect(all).toBe(words + L * layer(C) + head)
    return Math.round((all - head + C * C + C) / 1e5) / 10 // theirs is without the words' head, but with a pooler
  }
  expect(rounded('tiny', 128, 2)).toBe(4.4)
  expect(rounded('mini', 256, 4)).toBe(11.2)
  expect(rounded('small', 512, 4)).toBe(28.8)
  expect(rounded('bert-medium', 512, 8)).toBe(41.4)
})

test('ELECTRA has the shapes of Clark et al. 2020, with a generator’s head', () => {
  const sized = (E: number, C: number) => {
    const words = (30_522 + 512 + 2) * E + 2 * E
    const widen = E === C ? 0 : E * C + C
    const head = C * E + E + 2 * E + 30_522
    return words + widen + 12 * layer(C) + head
  }
  expect(count(of('electra'), 'electra-small', 30_522)).toBe(sized(128, 256))
  expect(count(of('electra'), 'electra-base', 30_522)).toBe(sized(768, 768))
})

test('GPT-3 Small is GPT-2 small with a context of 2048: 125 million', () => {
  const all = count(of('gpt3'), 'gpt3-small', 50_257)
  expect(all).toBe(124_439_808 + 1024 * 768)
  expect(Math.round(all / 1e6)).toBe(125)
})

test('Luong’s translator has over 200 million parameters, as See et al. 2016 tell, when its word tables are three', () => {
  const [C, V] = [1000, 50_000]
  const cells = 2 * 4 * 4 * (2 * C * C + 2 * C) // two sides of four layers with four gates, each with two biases as in PyTorch
  const attention = C * C + 2 * C * C // “general” scores, and one layer over what was seen
  const all = count(of('lstm'), 'luong', V)
  expect(all).toBe(V * C + V + cells + attention)
  expect(all + 2 * V * C).toBeGreaterThan(200e6)
})

const sized = [...blocks.values()].filter(({ presets }) => presets)

test.each(sized.map(b => [b.id, b] as const))('the sizes of %s grow, and laptops come first', (_, block) => {
  const presets = Object.entries(block.presets ?? {})
  const counts = presets.map(([id]) => count(block, id, 8192))
  expect(counts).toEqual([...counts].sort((a, b) => a - b))
  const [laptop, large] = ['laptop', 'large'].map(needs => presets.filter(([, p]) => p.needs === needs))
  expect(presets).toEqual([...(laptop ?? []), ...(large ?? [])])
  expect(laptop).toHaveLength(3)
  expect(counts[2]).toBeLessThan(30e6)
})
