import type { OpType } from '../op-type.ts'
import { broadcastShapes } from '../shape.ts'
import { op, scalar, type Tensor } from '../tensor.ts'

/** A function of one number with its slope, both written on tensors. */
const unary =
  (type: OpType, slope: (x: Tensor, y: Tensor) => Tensor) =>
  (x: Tensor): Tensor =>
    op(type, [x], x.shape, { gradient: ([g], [y]) => [(g as Tensor).mul(slope(x, y as Tensor))] })

export const exp = unary('Exp', (_, y) => y)
export const log = unary('Log', x => scalar(1, x.dtype).div(x))
/** d√x = 1 / (2√x) */
export const sqrt = unary('Sqrt', (_, y) => scalar(0.5, y.dtype).div(y))
/** d(1/x) = −1/x² */
export const reciprocal = unary('Reciprocal', (_, y) => y.mul(y).neg())
/** 1 − tanh² */
export const tanh = unary('Tanh', (_, y) => scalar(1, y.dtype).sub(y.mul(y)))
/** σ(1 − σ) */
export const sigmoid = unary('Sigmoid', (_, y) => y.sub(y.mul(y)))
/** 2/√π · e^(−x²) */
export const erf = unary('Erf', x => exp(x.mul(x).neg()).mul(2 / Math.sqrt(Math.PI)))

const comparison =
  (type: OpType) =>
  (a: Tensor, b: Tensor): Tensor =>
    op(type, [a, b], broadcastShapes(a.shape, b.shape), { dtype: 'bool' })

/** Elementwise a < b, as truth values. */
export const less = comparison('Less')
export const greater = comparison('Greater')
export const equal = comparison('Equal')

/** Elementwise: yes where the condition holds, no elsewhere. */
export function where(condition: Tensor, yes: Tensor, no: Tensor): Tensor {
  const shape = broadcastShapes(condition.shape, broadcastShapes(yes.shape, no.shape))
  const zero = scalar(0, yes.dtype)
  return op('Where', [condition, yes, no], shape, {
    dtype: yes.dtype,
    gradient: ([g]) => [null, where(condition, g as Tensor, zero), where(condition, zero, g as Tensor)],
  })
}

/** max(0, x). Its slope is 1 where the output is positive. */
export const relu = (x: Tensor): Tensor =>
  op('Relu', [x], x.shape, {
    gradient: ([g], [y]) => {
      const zero = scalar(0, x.dtype)
      return [where(greater(y as Tensor, zero), g as Tensor, zero)]
    },
  })
export const minimum = (a: Tensor, b: Tensor): Tensor => op('Min', [a, b], broadcastShapes(a.shape, b.shape))
