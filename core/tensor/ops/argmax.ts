import { constant, int64Vector, op, scalar, type Tensor } from '../tensor.ts'
import { equal, log, where } from './elementwise.ts'

/** Where the largest score of each row is, the first of equal ones: [N, V] → int64 [N], which GPUs cannot narrow. */
export const argmax = (scores: Tensor): Tensor =>
  op('ArgMax', [scores], [scores.dim(0)], { attrs: { axis: 1, keepdims: 0 }, dtype: 'int64' })

/**
 * Draws from each row's softmax, given numbers spread evenly between 0 and 1: [N, V], [N, V] → int32 [N]. The largest of
 * score − log(−log u) is such a draw (Gumbel 1954). It carries no gradient. Places travel as numbers, which every device can narrow.
 */
export function sampleCategorical(scores: Tensor, uniform: Tensor): Tensor {
  const [N, V] = [scores.dim(0), scores.dim(1)]
  const noisy = scores.sub(log(log(uniform).neg()))
  const largest = op('ReduceMax', [noisy, int64Vector([1])], [N, 1], { attrs: { keepdims: 1 } })
  const places = constant(
    Float32Array.from({ length: V }, (_, i) => i),
    [1, V],
  )
  const found = where(equal(noisy, largest), places, scalar(V))
  return op('ReduceMin', [found, int64Vector([1])], [N], { attrs: { keepdims: 0 } }).cast('int32')
}
