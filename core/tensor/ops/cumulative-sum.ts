import { op, scalar, type Tensor } from '../tensor.ts'

/** Sums of the elements up to and including each place of an axis: [...] → [...]. Has no gradient: it counts tokens. */
export const cumulativeSum = (x: Tensor, axis: number): Tensor => op('CumSum', [x, scalar(axis, 'int32')], x.shape)
