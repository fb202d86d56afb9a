import { expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { gelu, geluTanh, silu } from '../../../core/tensor/ops/activation-functions.ts'
import { binaryCrossEntropy, crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import * as elementwise from '../../../core/tensor/ops/elementwise.ts'
import { gather } from '../../../core/tensor/ops/gather.ts'
import { gemm } from '../../../core/tensor/ops/gemm.ts'
import { layerNorm, rmsNorm, softmax } from '../../../core/tensor/ops/normalization.ts'
import { product, type Shape } from '../../../core/tensor/shape.ts'
import { concat, constant, input, split, type Tensor } from '../../../core/tensor/tensor.ts'
import { compiled } from './evaluate.ts'
import { gradientError, maxGradientError } from './finite-differences.ts'

const { exp, log, sqrt, reciprocal, tanh, sigmoid, erf, relu, where, less } = elementwise

interface Case {
  readonly shapes: readonly Shape[]
  readonly of: (...x: Tensor[]) => Tensor
  /** Kernels exist in float32 only. */
  readonly single?: true
  /** Maps normal draws into the op's domain, away from kinks. */
  readonly domain?: (x: number) => number
}

const positive = (x: number) => 0.5 + Math.abs(x)
const awayFromZero = (x: number) => x + Math.sign(x) * 0.3
const ids = (values: number[], ...shape: number[]) => constant(values, shape, 'int32')

const cases: Record<string, Case> = {
  add: { shapes: [[2, 3], [3]], of: (a, b) => a.add(b) },
  'add a number': { shapes: [[2, 3]], of: a => a.add(3) },
  sub: {
    shapes: [
      [2, 1, 3],
      [4, 1],
    ],
    of: (a, b) => a.sub(b),
  },
  mul: {
    shapes: [
      [2, 3],
      [2, 1],
    ],
    of: (a, b) => a.mul(b),
  },
  'mul by itself': { shapes: [[5]], of: a => a.mul(a) },
  div: { shapes: [[2, 3], [3]], of: (a, b) => a.div(b), domain: positive },
  neg: { shapes: [[3]], of: a => a.neg() },
  matmul: {
    shapes: [
      [2, 3, 4],
      [2, 4, 5],
    ],
    of: (a, b) => a.matmul(b),
  },
  'matmul with a broadcast batch': {
    shapes: [
      [2, 1, 3, 4],
      [5, 4, 2],
    ],
    of: (a, b) => a.matmul(b),
  },
  matmulT: {
    shapes: [
      [2, 3, 4],
      [2, 5, 4],
    ],
    of: (a, b) => a.matmulT(b),
  },
  transpose: { shapes: [[2, 3, 4]], of: a => a.transpose(2, 0, 1) },
  reshape: { shapes: [[2, 6]], of: a => a.reshape(3, 4) },
  expand: { shapes: [[2, 1]], of: a => a.expand(4, 2, 3) },
  sum: { shapes: [[2, 3, 4]], of: a => a.sum([1]) },
  'sum of all': { shapes: [[2, 3]], of: a => a.sum() },
  mean: { shapes: [[2, 3, 4]], of: a => a.mean([-1], true) },
  slice: { shapes: [[4, 5]], of: a => a.slice(1, 1, 4) },
  concat: {
    shapes: [
      [2, 3],
      [2, 2],
    ],
    of: (a, b) => concat([a, b], 1),
  },
  'split, one part unused': { shapes: [[2, 6]], of: a => (split(a, 1, [1, 2, 3])[1] as Tensor).mul(2) },
  cast: { shapes: [[3]], of: a => a.cast(a.dtype === 'float32' ? 'float64' : 'float32').cast(a.dtype), single: true },
  exp: { shapes: [[4]], of: exp },
  log: { shapes: [[4]], of: log, domain: positive },
  sqrt: { shapes: [[4]], of: sqrt, domain: positive },
  reciprocal: { shapes: [[4]], of: reciprocal, domain: positive },
  tanh: { shapes: [[4]], of: tanh },
  sigmoid: { shapes: [[4]], of: sigmoid },
  erf: { shapes: [[4]], of: erf, single: true },
  relu: { shapes: [[8]], of: relu, domain: awayFromZero },
  where: { shapes: [[2, 3], [3]], of: (a, b) => where(less(constant([0, 1, 2], [3]), constant([1], [1])), a, b) },
  gelu: { shapes: [[8]], of: gelu, single: true },
  geluTanh: { shapes: [[8]], of: geluTanh, single: true },
  silu: { shapes: [[8]], of: silu },
  softmax: { shapes: [[3, 4]], of: softmax },
  layerNorm: { shapes: [[2, 3, 8], [8], [8]], of: (x, w, b) => layerNorm(x, w, b, 1e-5), single: true },
  'layerNorm without bias': { shapes: [[2, 3, 8], [8]], of: (x, w) => layerNorm(x, w, undefined, 1e-5), single: true },
  rmsNorm: { shapes: [[2, 3, 8], [8]], of: (x, w) => rmsNorm(x, w, 1e-6) },
  gemm: { shapes: [[3, 4], [4, 2], [2]], of: (a, b, c) => gemm(a, b, {}, c) },
  'gemm, first transposed': {
    shapes: [
      [4, 3],
      [4, 2],
    ],
    of: (a, b) => gemm(a, b, { a: true }),
  },
  'gemm, second transposed': { shapes: [[3, 4], [2, 4], [2]], of: (a, b, c) => gemm(a, b, { b: true }, c) },
  'gemm, both transposed': {
    shapes: [
      [4, 3],
      [2, 4],
    ],
    of: (a, b) => gemm(a, b, { a: true, b: true }),
  },
  'gather with repeated ids': { shapes: [[5, 3]], of: a => gather(a, ids([1, 4, 1, 1, 0, 4], 2, 3)) },
  binaryCrossEntropy: { shapes: [[4, 1]], of: a => binaryCrossEntropy(a, ids([0, 1, 1, 0], 4)) },
  crossEntropy: { shapes: [[4, 6]], of: a => crossEntropy(a, ids([0, 5, 2, 2], 4)) },
  'crossEntropy, smoothed': { shapes: [[4, 6]], of: a => crossEntropy(a, ids([0, 5, 2, 2], 4), 0.1) },
}

for (const [name, { shapes, of, single, domain = (x: number) => x }] of Object.entries(cases)) {
  test(`the gradient of ${name} is its slope`, async () => {
    const dtype = single ? 'float32' : 'float64'
    const { normal } = createRandom(shapes.length * 31 + name.length)
    const given = shapes.map(s => [s, Array.from({ length: product(s) }, () => domain(normal()))] as const)
    expect(await gradientError(of, given, dtype)).toBeLessThan(maxGradientError(dtype))
  })
}

test('every op with a gradient of its own has a case here', () => {
  const own = Object.keys(elementwise).filter(name => !['less', 'greater', 'equal', 'minimum'].includes(name)) // no gradient to check
  expect(own.filter(name => !(name in cases))).toEqual([])
})

const value = async (y: Tensor, feeds = {}) => (await (await compiled({ y }))(feeds)).y as number[]

test('values agree with their closed forms', async () => {
  const x = constant([-2, -0.5, 0.3, 1.7], [4])
  const list = [-2, -0.5, 0.3, 1.7]
  const close = (got: number[], want: number[]) => {
    for (const [i, w] of want.entries()) expect(got[i]).toBeCloseTo(w, 5)
  }
  close(await value(tanh(x)), list.map(Math.tanh))
  close(await value(relu(x)), [0, 0, 0.3, 1.7])
  close(
    await value(silu(x)),
    list.map(v => v / (1 + Math.exp(-v))),
  )
  close(await value(gelu(x)), [-0.04550026, -0.15426877, 0.18537403, 1.62423896]) // torch.nn.functional.gelu
  close(
    await value(geluTanh(x)),
    list.map(v => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3)))),
  )
  close(
    await value(softmax(x)),
    list.map(v => Math.exp(v) / list.reduce((a, b) => a + Math.exp(b), 0)),
  )
  const norm = await value(layerNorm(x, constant([1, 1, 1, 1], [4]), constant([0, 0, 0, 0], [4]), 0))
  expect(norm.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 5)
  expect(norm.reduce((a, b) => a + b * b, 0) / 4).toBeCloseTo(1, 5)
  const uniform = await value(crossEntropy(constant(new Float32Array(14), [2, 7]), ids([3, 0], 2)))
  close(uniform, [Math.log(7), Math.log(7)])
})

test('a yes-or-no loss is the logarithm of the chance given to the right answer, however sure the network was', async () => {
  const got = await value(binaryCrossEntropy(constant([0, 2, -3, 1000], [4, 1]), ids([1, 1, 0, 0], 4)))
  const want = [Math.log(2), Math.log1p(Math.exp(-2)), Math.log1p(Math.exp(-3)), 1000]
  for (const [i, w] of want.entries()) expect(got[i]).toBeCloseTo(w, 5)
})

test('a loss of 1,000 in the logits stays finite', async () => {
  expect(await value(crossEntropy(constant([1000, 0, -1000], [1, 3]), ids([1], 1)))).toEqual([1000])
})

test('an embedding gets every update of a token that occurs thousands of times, each time', async () => {
  const [V, C, N] = [64, 16, 4096]
  const { int } = createRandom(3)
  const places = Array.from({ length: N }, () => int(50))
  const table = input('table', [V, C])
  const [gradient] = differentiate(gather(table, ids(places, N)).sum().reshape(), [table])
  const run = await compiled({ gradient: gradient as Tensor })
  const counts = Array.from({ length: V * C }, (_, i) => places.filter(p => p === Math.floor(i / C)).length)
  for (let repeat = 0; repeat < 10; repeat++)
    expect((await run({ table: new Float32Array(V * C) })).gradient).toEqual(counts)
})

test('no program scatters with ScatterND, which loses updates on the CPU', async () => {
  const table = input('table', [4, 2])
  const [g] = differentiate(
    gather(table, ids([1, 1], 2))
      .sum()
      .reshape(),
    [table],
  )
  const types = new Set<string>()
  const walk = (t: Tensor) => {
    if (t.node.origin.kind === 'op') types.add(t.node.origin.type)
    t.node.inputs.forEach(walk)
  }
  walk(g as Tensor)
  expect(types).toContain('ScatterElements')
  expect(types).not.toContain('ScatterND')
})

test('an op without a gradient says so by name', () => {
  const x = input('x', [2])
  expect(() => differentiate(elementwise.minimum(x, x.mul(2)).sum().reshape(), [x])).toThrow('Min has no gradient')
})

test('sizes that do not fit are refused with both shapes', () => {
  expect(() => input('a', [2, 3]).matmul(input('b', [4, 2]))).toThrow('matmul: inner sizes differ: [2,3] and [4,2]')
  expect(() => input('a', [2, 3]).add(input('b', [4]))).toThrow('broadcast: [2,3] and [4] do not fit')
})
