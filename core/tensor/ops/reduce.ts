import { int64Vector, op, type Tensor } from '../tensor.ts'

/** The largest value along an axis, kept with length 1: [N, V], 1 → [N, 1]. Has no gradient. */
export const maximumAlong = (x: Tensor, axis: number): Tensor =>
  op('ReduceMax', [x, int64Vector([axis])], x.shape.with(axis, 1), { attrs: { keepdims: 1 } })

/** The largest value along an axis, which is left out: [B, T], 1 → [B]. Has no gradient. */
export const maximumOver = (x: Tensor, axis: number): Tensor =>
  op('ReduceMax', [x, int64Vector([axis])], x.shape.toSpliced(axis, 1), { attrs: { keepdims: 0 } })

/** The smallest value along an axis, which is left out: [N, V], 1 → [N]. Has no gradient. */
export const minimumOver = (x: Tensor, axis: number): Tensor =>
  op('ReduceMin', [x, int64Vector([axis])], x.shape.toSpliced(axis, 1), { attrs: { keepdims: 0 } })

/** Σ x² over all elements, in one pass: [...] → []. Has no gradient: it measures gradients. */
export const sumOfSquares = (x: Tensor): Tensor => op('ReduceSumSquare', [x], [], { attrs: { keepdims: 0 } })
