import { concat, fill, op, type Tensor, withCustomGradient } from '../tensor.ts'
import { exp, log } from './elementwise.ts'
import { maximumAlong } from './reduce.ts'
import { scatterElements } from './scatter-elements.ts'

/** Adds one value per row [N, 1] into x [N, V] at the row's label. */
const addAtLabels = (x: Tensor, labels: Tensor, values: Tensor) =>
  scatterElements(x, labels, values, { axis: 1, add: true })

/**
 * Negative log-likelihood of the labels: logits [N, V], int32 labels [N] → [N], in nats.
 * −log softmax(x)[label] = log Σ exp(x − m) − (x[label] − m) with m the row's maximum; its gradient is softmax(x) − onehot(label).
 * With `smoothing` ε the label shares ε of its weight with all V classes evenly: (1 − ε)·nll + ε·mean(−log softmax(x)).
 */
export function crossEntropy(logits: Tensor, labels: Tensor, smoothing = 0): Tensor {
  const [N, V] = [logits.dim(0), logits.dim(1)]
  const places = labels.reshape(N, 1)
  const chosen = op('GatherElements', [logits, places], [N, 1], { attrs: { axis: 1 } })
  const largest = maximumAlong(logits, 1)
  const smooth = smoothing > 0
  const wanted = smooth ? chosen.mul(1 - smoothing).add(logits.mean([1], true).mul(smoothing)) : chosen
  // never larger than the largest, but whoever waits for it knows that the logits were read and may write over them
  const maximum = op('Max', [largest, wanted], [N, 1])
  const powers = exp(op('Sub', [logits, maximum], logits.shape))
  const total = powers.sum([1], true)
  return withCustomGradient(log(total).sub(wanted.sub(maximum)).reshape(N), [logits], ([g]) => {
    const column = (g as Tensor).reshape(N, 1)
    const softmax = powers.mul(column.div(total))
    if (!smooth) return [addAtLabels(softmax, places, column.neg())]
    return [addAtLabels(softmax.sub(column.mul(smoothing / V)), places, column.mul(smoothing - 1))]
  })
}

/**
 * Negative log-likelihood of yes-or-no labels (1 or 0): logits [N, 1], int32 labels [N] → [N], in nats.
 * σ(x) is the softmax of (0, x), which stays finite for large x.
 */
export const binaryCrossEntropy = (logits: Tensor, labels: Tensor): Tensor =>
  crossEntropy(concat([fill(0, logits.shape, logits.dtype), logits], 1), labels)
