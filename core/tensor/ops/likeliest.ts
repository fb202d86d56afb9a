import { op, type Tensor } from '../tensor.ts'

/** Where the largest score of each row is, the first of equal ones: [N, V] → int64 [N], which GPUs cannot narrow. */
export const likeliest = (scores: Tensor): Tensor =>
  op('ArgMax', [scores], [scores.dim(0)], { attrs: { axis: 1, keepdims: 0 }, dtype: 'int64' })
