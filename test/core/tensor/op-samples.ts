import type { OpType } from '../../../core/tensor/op-type.ts'
import { gelu, geluTanh } from '../../../core/tensor/ops/activation-functions.ts'
import { argmax } from '../../../core/tensor/ops/argmax.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { cumulativeSum } from '../../../core/tensor/ops/cumulative-sum.ts'
import * as elementwise from '../../../core/tensor/ops/elementwise.ts'
import { gather } from '../../../core/tensor/ops/gather.ts'
import { gemm } from '../../../core/tensor/ops/gemm.ts'
import { layerNorm, softmax } from '../../../core/tensor/ops/normalization.ts'
import { maximumAlong, minimumOver, sumOfSquares } from '../../../core/tensor/ops/reduce.ts'
import { scan } from '../../../core/tensor/ops/scan.ts'
import { scatterElements } from '../../../core/tensor/ops/scatter-elements.ts'
import { scatterRows } from '../../../core/tensor/ops/scatter-rows.ts'
import type { Shape } from '../../../core/tensor/shape.ts'
import { concat, constant, fill, split, type Tensor, withCustomGradient } from '../../../core/tensor/tensor.ts'

/** One use of an operator, with its value by hand (or by its formula in numbers). */
export interface Sample {
  /** Shape and values of each input. */
  readonly inputs: readonly (readonly [Shape, readonly number[]])[]
  readonly of: (...x: Tensor[]) => Tensor
  readonly value: readonly number[]
  /** False where it has none, which differentiate() says by name. Otherwise it is compared with the slope of the value. */
  readonly gradient?: false
  /** The kernel exists in float32 only. */
  readonly single?: true
}

const int32 = (values: readonly number[], ...shape: number[]) => constant(values, shape, 'int32')
const asNumber = (x: Tensor) => x.cast('float32')
const pair = [
  [[2], [3, 5]],
  [[2], [2, -4]],
] as const
const matrix = [
  [2, 3],
  [1, 5, 2, 4, 3, 6],
] as const
const single = (x: readonly number[]) => [[[x.length], x]] as const
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const expOver = (x: readonly number[]) => x.map(v => Math.exp(v) / x.reduce((sum, u) => sum + Math.exp(u), 0))

/** A sample of every operator: one that has none here does not compile. */
export const opSamples: Record<OpType, Sample> = {
  Add: { inputs: pair, of: (a, b) => a.add(b), value: [5, 1] },
  Alias: {
    inputs: single([3, -2]),
    of: x => withCustomGradient(x.mul(x), [x], ([g]) => [(g as Tensor).mul(x).mul(2)]),
    value: [9, 4],
  },
  ArgMax: { inputs: [matrix], of: x => asNumber(argmax(x)), value: [1, 2], gradient: false },
  Cast: { inputs: single([1.5, -2]), of: x => x.cast('float64').cast('float32'), value: [1.5, -2], single: true },
  Concat: { inputs: pair, of: (a, b) => concat([a, b], 0), value: [3, 5, 2, -4] },
  CumSum: { inputs: [matrix], of: x => cumulativeSum(x, 1), value: [1, 6, 8, 4, 7, 13], gradient: false },
  Div: { inputs: pair, of: (a, b) => a.div(b), value: [1.5, -1.25] },
  Equal: { inputs: pair, of: (a, b) => asNumber(elementwise.equal(a, b.add(1))), value: [1, 0], gradient: false },
  Erf: { inputs: single([0.5, -1]), of: elementwise.erf, value: [0.5204998778, -0.8427007929], single: true },
  Exp: { inputs: single([0, 1.5]), of: elementwise.exp, value: [1, Math.exp(1.5)] },
  Expand: {
    inputs: [
      [
        [2, 1],
        [3, 4],
      ],
    ],
    of: x => x.expand(2, 2),
    value: [3, 3, 4, 4],
  },
  FastGelu: { inputs: single([1, -0.5]), of: geluTanh, value: [0.8411919906, -0.1542859911], single: true },
  Gather: {
    inputs: [
      [
        [3, 1],
        [7, 8, 9],
      ],
    ],
    of: x => gather(x, int32([2, 0, 2], 3)),
    value: [9, 7, 9],
  },
  GatherElements: {
    inputs: [
      [
        [1, 2],
        [0.5, 2],
      ],
    ],
    of: x => crossEntropy(x, int32([1], 1)),
    value: [Math.log1p(Math.exp(-1.5))],
  },
  Gelu: { inputs: single([1, -0.5]), of: gelu, value: [0.8413447461, -0.1542687694], single: true },
  Gemm: {
    inputs: [
      [
        [1, 2],
        [2, 3],
      ],
      [
        [2, 2],
        [1, 4, 5, 6],
      ],
      [[2], [10, 20]],
    ],
    of: (a, b, c) => gemm(a, b, { b: true }, c),
    value: [24, 48],
  },
  Greater: { inputs: pair, of: (a, b) => asNumber(elementwise.greater(a, b)), value: [1, 1], gradient: false },
  LayerNormalization: {
    inputs: [
      [
        [1, 2],
        [1, 3],
      ],
      [[2], [2, 3]],
      [[2], [0.5, 1]],
    ],
    of: (x, weight, bias) => layerNorm(x, weight, bias, 1),
    value: [0.5 - 2 / Math.SQRT2, 1 + 3 / Math.SQRT2],
    single: true,
  },
  Less: { inputs: pair, of: (a, b) => asNumber(elementwise.less(a, b)), value: [0, 0], gradient: false },
  Log: { inputs: single([1, 2.5]), of: elementwise.log, value: [0, Math.log(2.5)] },
  MatMul: {
    inputs: [
      [
        [1, 2],
        [2, 3],
      ],
      [
        [2, 1],
        [0.5, 1.5],
      ],
    ],
    of: (a, b) => a.matmul(b),
    value: [5.5],
  },
  Max: {
    inputs: [
      [
        [1, 2],
        [3, 1],
      ],
    ],
    of: x => crossEntropy(x, int32([0], 1)),
    value: [Math.log1p(Math.exp(-2))],
  },
  Min: { inputs: pair, of: elementwise.minimum, value: [2, -4], gradient: false },
  Mul: { inputs: pair, of: (a, b) => a.mul(b), value: [6, -20] },
  Neg: { inputs: single([3, -2]), of: x => x.neg(), value: [-3, 2] },
  Reciprocal: { inputs: single([4, -2]), of: elementwise.reciprocal, value: [0.25, -0.5] },
  ReduceMax: { inputs: [matrix], of: x => maximumAlong(x, 1), value: [5, 6], gradient: false },
  ReduceMean: { inputs: [matrix], of: x => x.mean([0]), value: [2.5, 4, 4] },
  ReduceMin: { inputs: [matrix], of: x => minimumOver(x, 1), value: [1, 3], gradient: false },
  ReduceSum: { inputs: [matrix], of: x => x.sum([1]), value: [8, 13] },
  ReduceSumSquare: { inputs: pair.slice(0, 1), of: sumOfSquares, value: [34], gradient: false },
  Relu: { inputs: single([3, -2]), of: elementwise.relu, value: [3, 0] },
  Reshape: { inputs: [matrix], of: x => x.reshape(3, 2).sum([0]), value: [6, 15] },
  Scan: {
    inputs: [
      [[3], [1, 2, 3]],
      [[], [2]],
    ],
    of: (x, start) =>
      scan({ start: [start], over: [x] }, ([h], [x]) => {
        const next = (h as Tensor).mul(x as Tensor)
        return { states: [next], results: [next] }
      }).results[0] as Tensor,
    value: [2, 4, 12],
  },
  ScatterElements: {
    inputs: pair,
    of: (a, b) => scatterElements(a, int32([1, 1], 2), b, { axis: 0, add: true }),
    value: [3, 3],
    gradient: false,
  },
  ScatterND: {
    inputs: [
      [
        [2, 1],
        [3, 5],
      ],
    ],
    of: x => scatterRows(x, int32([1], 1), fill(7, [1, 1], x.dtype)),
    value: [3, 7],
    gradient: false,
  },
  Sigmoid: { inputs: single([0, 1.5]), of: elementwise.sigmoid, value: [0.5, sigmoid(1.5)] },
  Slice: { inputs: [matrix], of: x => x.slice(1, 1, 3), value: [5, 2, 3, 6] },
  Softmax: {
    inputs: [
      [
        [1, 3],
        [1, 2, 0.5],
      ],
    ],
    of: softmax,
    value: expOver([1, 2, 0.5]),
  },
  Split: { inputs: [matrix], of: x => split(x, 1, [1, 2])[1] as Tensor, value: [5, 2, 3, 6] },
  Sqrt: { inputs: single([4, 2]), of: elementwise.sqrt, value: [2, Math.SQRT2] },
  Sub: { inputs: pair, of: (a, b) => a.sub(b), value: [1, 9] },
  Tanh: { inputs: single([0, 0.5]), of: elementwise.tanh, value: [0, Math.tanh(0.5)] },
  Transpose: { inputs: [matrix], of: x => x.T, value: [1, 4, 5, 3, 2, 6] },
  Where: {
    inputs: pair,
    of: (a, b) => elementwise.where(elementwise.less(int32([0, 2], 2), int32([1], 1)), a, b),
    value: [3, -4],
  },
}
