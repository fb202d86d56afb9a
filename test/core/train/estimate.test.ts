import { expect, test } from 'vitest'
import { estimatePlan } from '../../../core/train/estimate.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, planOf } from '../../nodes/model/small-plan.ts'

// The small pipelines: vocabulary 512, width 32, 2 layers, 2 heads, context 64, examples of 16 tokens, batch of 8.
const [V, C, L, B, T, context] = [512, 32, 2, 8, 16, 64]
const of = (family: Family, trainer = {}) => estimatePlan(planOf(family, {}, trainer), blocks)

test('parameters of GPT-2 are counted as its paper’s shapes say', () => {
  const layer = 12 * C * C + 13 * C // four products of the width, the inner layer, their biases and two norms
  expect(of('gpt2').parameters).toBe(V * C + context * C + L * layer + 2 * C)
})

test('a step costs three forward passes of matrix products: one forward, two backward', () => {
  const weights = 2 * B * T * L * 12 * C * C
  const attention = 2 * 2 * B * L * T * T * C
  const head = 2 * B * T * V * C
  expect(of('gpt2').flopsPerStep).toBe(3 * (weights + attention + head))
})

test('the output layer of a masked model is paid for at hidden places only', () => {
  const asked = Math.round(0.15 * T)
  const encoder = 2 * B * (T + 2) * L * 12 * C * C + 2 * 2 * B * L * (T + 2) ** 2 * C
  const head = 2 * B * asked * (C * C + V * C)
  expect(of('bert').flopsPerStep).toBe(3 * (encoder + head))
})

test('accumulated batches multiply work and tokens, not memory', () => {
  const [one, four] = [of('gpt2'), of('gpt2', { accumulate: 4 })]
  expect(four).toEqual({ ...one, flopsPerStep: 4 * one.flopsPerStep, tokensPerStep: 4 * one.tokensPerStep })
})

test('tokens of a step are what the network reads, and for pairs also what it writes', () => {
  expect(of('gpt2').tokensPerStep).toBe(B * T)
  expect(of('bert').tokensPerStep).toBe(B * (T + 2))
  expect(of('t5').tokensPerStep).toBe(B * (16 + 4)) // 16 tokens with one gap of 2: 14 + sentinel + end, 2 + sentinel + end
})

test('memory holds four numbers for each parameter, and grows with the batch', () => {
  const sizes = [1, 8, 64].map(batchSize => of('gpt2', { batchSize }))
  const state = (16 * (sizes[0]?.parameters ?? 0)) / 2 ** 20
  const activations = sizes.map(({ memory }) => memory - state)
  expect(activations[0]).toBeGreaterThan(0)
  expect((activations[2] as number) / (activations[1] as number)).toBeCloseTo(8, 0)
})

test('a large vocabulary adds the scores of some rows, not of all', () => {
  const plan = planOf('gpt2', {}, { batchSize: 256 }) // 4,096 rows
  const { tokens } = plan.batches
  const memoryOf = (size: number) => {
    const large = {
      ...plan,
      batches: { ...plan.batches, tokens: { ...tokens, vocabulary: { ...tokens.vocabulary, size } } },
    }
    return estimatePlan(large, blocks).memory
  }
  const tables = (16 * C * 2 ** 15) / 2 ** 20 // weights, gradient, two moments
  const scores = (4 * 256 * T * 2 ** 15) / 2 ** 20
  expect(memoryOf(2 ** 15) - memoryOf(V) - tables).toBeLessThan(scores)
})

test('batches of like length take no more than is said, and memory for each size of program', () => {
  const { collator, ...batches } = planOf('t5').batches
  const ofPairs = (alike: boolean) => {
    const params = { sourceLength: 16, targetLength: 16, alike }
    return estimatePlan(
      { ...planOf('t5'), batches: { ...batches, collator: { block: 'pair-tokens', params } } },
      blocks,
    )
  }
  const [mixed, alike] = [ofPairs(false), ofPairs(true)]
  const state = (16 * mixed.parameters) / 2 ** 20
  expect(alike).toMatchObject({ atMost: true, flopsPerStep: mixed.flopsPerStep, tokensPerStep: mixed.tokensPerStep })
  expect(mixed.atMost).toBe(false)
  expect((alike.memory - state) / (mixed.memory - state)).toBeCloseTo(2.5)
})
