import { constant, op, scalar, type Tensor } from '../tensor.ts'
import { equal, log, where } from './elementwise.ts'
import { maximumAlong, minimumOver } from './reduce.ts'

/** Where the largest score of each row is, the first of equal ones: [N, V] → int64 [N], which GPUs cannot narrow. */
export const argmax = (scores: Tensor): Tensor =>
  op('ArgMax', [scores], [scores.dim(0)], { attrs: { axis: 1, keepdims: 0 }, dtype: 'int64' })

/**
 * Draws from each row's softmax, given numbers spread evenly between 0 and 1: [N, V], [N, V] → int32 [N]. The largest of
 * score − log(−log u) is such a draw (Gumbel 1954). It carries no gradient. Places travel as numbers, which every device can narrow.
 */
export function sampleCategorical(scores: Tensor, uniform: Tensor): Tensor {
  const V = scores.dim(1)
  const noisy = scores.sub(log(log(uniform).neg()))
  const largest = maximumAlong(noisy, 1)
  const places = constant(
    Float32Array.from({ length: V }, (_, i) => i),
    [1, V],
  )
  const found = where(equal(noisy, largest), places, scalar(V))
  return minimumOver(found, 1).cast('int32')
}
