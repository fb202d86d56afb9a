import { stopGradient } from '../nn/layers.ts'
import { differentiate, upstreamNodes } from '../tensor/differentiate.ts'
import { concat, input, type Tensor, withCustomGradient } from '../tensor/tensor.ts'
import { type ChunkLimits, chunkRows, computeAfter } from './logit-chunks.ts'
import type { Model, SupervisedRows } from './model.ts'

/**
 * Σ weights · losses of supervised rows, for training. Where the scores would be large, each chunk of rows goes forward and
 * back before the next begins. That costs no product twice, because a sum asks the same of every chunk, whatever the others give.
 * `learning`: the parameters whose gradients will be wanted.
 */
export function totalLoss(
  model: Model,
  rows: SupervisedRows,
  learning: readonly Tensor[],
  limits?: ChunkLimits,
): Tensor {
  const parts = chunkRows(model, rows, limits)
  if (parts.length === 1) return weightedLoss(model, rows)
  const own = headParameters(model, rows.hidden, learning)
  const losses: Tensor[] = []
  const backs: Tensor[] = []
  let sums: readonly Tensor[] = []
  for (const part of parts) {
    const hidden = stopGradient(computeAfter(part.hidden, [...losses.slice(-1), ...backs.slice(-1), ...sums]))
    const loss = weightedLoss(model, { ...part, hidden })
    const [back, ...found] = differentiate(loss, [hidden, ...own])
    losses.push(loss)
    backs.push(back as Tensor)
    sums = found.map((g, i) => sums[i]?.add(g) ?? g)
  }
  const total = losses.reduce((a, b) => a.add(b))
  return withCustomGradient(total, [rows.hidden, ...own], ([g]) =>
    [concat(backs, 0), ...sums].map(x => x.mul(g as Tensor)),
  )
}

const weightedLoss = (model: Model, { hidden, labels, weights }: SupervisedRows) =>
  model.loss(hidden, labels, true).mul(weights).sum()

/** The parameters that the output layer itself reads. */
function headParameters({ network }: Model, { shape }: Tensor, learning: readonly Tensor[]): Tensor[] {
  const read = new Set(upstreamNodes([network.logits(input('hidden', shape))]))
  return learning.filter(({ node }) => read.has(node))
}
