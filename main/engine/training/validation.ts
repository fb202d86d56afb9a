import type { TokenTable } from '../../../core/data/batch.ts'
import { hashSeed } from '../../../core/random.ts'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'
import type { Model } from '../../../core/train/model.ts'
import type { TrainingBackend } from '../backend.ts'
import { computeMetrics } from '../evaluation/compute-metrics.ts'
import type { TrainingJob } from './training-job.ts'

/** Salts that keep the streams of a run's seed apart. */
const [orderSalt, fillSalt] = [101, 102]

export interface Validation {
  /** Measurements of the current weights: `validation/loss`, bits per byte where labels spell a text, and what the objective measures. */
  measure(machine: TrainingBackend, progress: (done: number, total: number) => void): Promise<Record<string, number>>
}

/** The same held-back batches at every evaluation, whose masks and gaps are drawn once; undefined when nothing was held back. */
export function createValidation(
  { plan, blocks }: Pick<TrainingJob, 'plan' | 'blocks'>,
  { collator }: Model,
  table: TokenTable,
  byteLength: Uint16Array,
): Validation | undefined {
  const { batchSize, evaluationBatches, seed } = plan.training
  const examples = collator.examples(table)
  if (examples === 0) return undefined
  const wanted = Math.min(evaluationBatches, Math.max(1, Math.floor(examples / batchSize)))
  const at = shuffledOrder(examples, batchSize, hashSeed(seed, orderSalt))
  const batches = Array.from({ length: wanted }, (_, i) => collator.fill(table, at(i), hashSeed(seed, fillSalt, i)))
  return {
    async measure(machine, progress) {
      const looks = batches.map(batch => async () => ({ batch, ...(await machine.evaluate(batch)) }))
      const { measures } = await computeMetrics(looks, { plan, blocks, collator, byteLength, progress })
      return Object.fromEntries(Object.entries(measures).map(([name, value]) => [`validation/${name}`, value]))
    },
  }
}
