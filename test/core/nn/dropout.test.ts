import { expect, test } from 'vitest'
import { seededDropout } from '../../../core/nn/dropout.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { scan } from '../../../core/tensor/ops/scan.ts'
import { constant, input, type Tensor } from '../../../core/tensor/tensor.ts'
import { compiled } from '../tensor/evaluate.ts'

const [N, C, share] = [512, 256, 0.1]
const x = input('x', [N, C])
const drop = seededDropout(input('seed', [], 'int32'))
const [first, second] = [drop(x, share), drop(x, share)]
const ones = new Float32Array(N * C).fill(1)
const run = await compiled({ first, second, gradient: differentiate(first.sum().reshape(), [x])[0] as Tensor })
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
const at = async (seed: number) => run({ x: ones, seed: [seed] })

test('about the asked share is dropped, and the rest grows so that the mean stays', async () => {
  for (const seed of [0, 1, -77, 2 ** 31 - 1]) {
    const { first = [] } = await at(seed)
    const dropped = mean(first.map(v => (v === 0 ? 1 : 0)))
    expect(Math.abs(dropped - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / (N * C)))
    expect(new Set(first.map(v => v.toFixed(5)))).toEqual(new Set(['0.00000', (1 / (1 - share)).toFixed(5)]))
  }
})

test('the same seed drops the same places; another seed and another place in the network drop others', async () => {
  const [a, b, c] = [await at(5), await at(5), await at(6)]
  expect(b).toEqual(a)
  const shared = (p: number[] = [], q: number[] = []) => mean(p.map((v, i) => (v === 0 && q[i] === 0 ? 1 : 0)))
  for (const [p, q] of [
    [a.first, c.first],
    [a.first, a.second],
  ])
    expect(Math.abs(shared(p, q) - share * share)).toBeLessThan(0.002)
})

test('neighbours in a row and in a column are dropped independently', async () => {
  const { first = [] } = await at(9)
  const together = (distance: number) => mean(first.slice(distance).map((v, i) => (v === 0 && first[i] === 0 ? 1 : 0)))
  for (const distance of [1, 2, C]) expect(Math.abs(together(distance) - share * share)).toBeLessThan(0.002)
})

test('gradients flow where values did, and nowhere else', async () => {
  const { first, gradient } = await at(4)
  expect(gradient).toEqual(first)
})

test('the steps of a loop drop places of their own, by the same seed the same ones', async () => {
  const [steps, rows] = [4, N / 4]
  const seed = input('seed', [], 'int32')
  const places = constant([0, 1, 2, 3], [steps], 'int32')
  const looped = scan({ start: [], over: [x.reshape(steps, rows, C), places] }, (_, [part, place]) => ({
    states: [],
    results: [seededDropout(seed).atStep(place as Tensor)(part as Tensor, share)],
  })).results[0] as Tensor
  const gradient = differentiate(looped.sum().reshape(), [x])[0] as Tensor
  const runLoop = await compiled({ looped, gradient })
  const { looped: got = [], gradient: slope } = await runLoop({ x: ones, seed: [7] })
  expect(slope).toEqual(got)
  expect((await runLoop({ x: ones, seed: [7] })).looped).toEqual(got)
  expect(Math.abs(mean(got.map(v => (v === 0 ? 1 : 0))) - share)).toBeLessThan(0.004)
  for (const distance of [1, 2, 3]) {
    const later = got.slice(distance * rows * C)
    const both = mean(later.map((v, i) => (v === 0 && got[i] === 0 ? 1 : 0)))
    expect(Math.abs(both - share * share)).toBeLessThan(0.002)
  }
})
