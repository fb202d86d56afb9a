import { expect, test } from 'vitest'
import { randomUniform } from '../../../core/nn/random-tensors.ts'
import { sampleCategorical } from '../../../core/tensor/ops/argmax.ts'
import { constant, input } from '../../../core/tensor/tensor.ts'
import { compiled } from '../tensor/evaluate.ts'

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

test('noise is spread evenly between 0 and 1, and another seed or place gives other noise', async () => {
  const [N, C] = [512, 128]
  const seed = input('seed', [], 'int32')
  const run = await compiled({ a: randomUniform([N, C], seed, 0), b: randomUniform([N, C], seed, 1) })
  const [{ a = [], b = [] }, other] = [await run({ seed: [3] }), await run({ seed: [4] })]
  expect(Math.min(...a.slice(0, 1e4))).toBeGreaterThan(0)
  expect(Math.max(...a.slice(0, 1e4))).toBeLessThan(1)
  const error = 5 / Math.sqrt(12 * N * C) // of a mean of as many even numbers, five standard deviations
  expect(Math.abs(mean(a) - 0.5)).toBeLessThan(error)
  expect(Math.abs(mean(a.map(x => x * x)) - 1 / 3)).toBeLessThan(error)
  for (const another of [b, other.a ?? []])
    expect(Math.abs(mean(a.map((x, i) => (x - 0.5) * ((another[i] as number) - 0.5))))).toBeLessThan(error / 2)
})

test('draws follow the softmax of their scores', async () => {
  const scores = [1, 0, -1, 2]
  const N = 20_000
  const rows = constant(
    Float32Array.from({ length: N * 4 }, (_, i) => scores[i % 4] as number),
    [N, 4],
  )
  const run = await compiled({ ids: sampleCategorical(rows, randomUniform([N, 4], input('seed', [], 'int32'), 0)) })
  const { ids = [] } = await run({ seed: [1] })
  const total = scores.reduce((sum, x) => sum + Math.exp(x), 0)
  for (const [id, score] of scores.entries()) {
    const wanted = Math.exp(score) / total
    const share = ids.filter(drawn => drawn === id).length / N
    expect(Math.abs(share - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / N))
  }
})
