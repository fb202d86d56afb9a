import type { TokenTable } from '../../../core/data/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { hashSeed } from '../../../core/random.ts'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'
import type { Model } from '../../../core/train/model.ts'
import { supervisedLabels } from '../evaluation/compute-metrics.ts'

/** Labels counted: so many that the entropy of a few thousand tokens' frequencies is right to about 0.02. */
const maxCountedLabels = 100_000

/**
 * Entropy of how often each token is a target, nats: what a model would lose that knows only how frequent tokens are.
 * Undefined where the loss is not about such labels alone. A loss below it means that the model uses the context. Counted over training targets, of which there are enough.
 */
export function unigramEntropy({ training }: Plan, { collator, losses }: Model, train: TokenTable): number | undefined {
  if (losses || collator.feeds(1).labels?.dtype !== 'int32') return undefined
  const { batchSize, seed } = training
  const at = shuffledOrder(collator.examples(train), batchSize, seed)
  const counts = new Map<number, number>()
  let total = 0
  for (let step = 0; total < maxCountedLabels && step < maxCountedLabels; step++) {
    const batch = collator.fill(train, at(step), hashSeed(seed, step))
    for (const id of supervisedLabels([batch])) counts.set(id, (counts.get(id) ?? 0) + 1)
    total += batch.supervised
    if (batch.supervised === 0) break
  }
  return [...counts.values()].reduce((sum, n) => sum - (n / total) * Math.log(n / total), 0)
}
