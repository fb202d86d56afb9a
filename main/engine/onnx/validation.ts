import type { Batch, TokenTable } from '../../../core/batch.ts'
import { find, type Judged } from '../../../core/block.ts'
import { bitsPerByte } from '../../../core/metrics/language-model.ts'
import { hash } from '../../../core/random.ts'
import type { Model } from '../../../core/train/model.ts'
import { order } from '../../../core/train/order.ts'
import type { Job } from './job.ts'
import type { Machine } from './machine.ts'

/** Salts that keep the streams of a run's seed apart. */
const [orderSalt, fillSalt] = [101, 102]

export interface Validation {
  /** Measurements of the current weights: `validation/loss`, bits per byte where labels spell a text, and what the objective measures. */
  measure(machine: Machine, progress: (done: number, total: number) => void): Promise<Record<string, number>>
}

/** The same held-back batches at every evaluation, whose masks and gaps are drawn once; undefined when nothing was held back. */
export function validation(
  { plan, blocks }: Pick<Job, 'plan' | 'blocks'>,
  { collator }: Model,
  table: TokenTable,
  byteLength: Uint16Array,
): Validation | undefined {
  const { batchSize, evaluationBatches, seed } = plan.training
  const objective = find(blocks, plan.objective)
  const examples = collator.examples(table)
  if (examples === 0) return undefined
  const wanted = Math.min(evaluationBatches, Math.max(1, Math.floor(examples / batchSize)))
  const at = order(examples, batchSize, hash(seed, orderSalt))
  const batches = Array.from({ length: wanted }, (_, i) => collator.fill(table, at(i), hash(seed, fillSalt, i)))
  const supervised = batches.reduce((sum, b) => sum + b.supervised, 0)
  const bytes = collator.spells ? labels(batches).reduce((sum, id) => sum + (byteLength[id] ?? 0), 0) : 0
  return {
    async measure(machine, progress) {
      let total = 0
      const judged: Judged[] = []
      for (const [i, batch] of batches.entries()) {
        progress(i, batches.length)
        const { loss, guesses } = await machine.evaluate(batch)
        total += loss
        if (guesses) judged.push({ batch, guesses })
      }
      const values = {
        loss: total / supervised,
        ...(bytes > 0 ? { 'bits-per-byte': bitsPerByte(total, bytes) } : {}),
        ...objective.measures?.(judged, plan.batches),
      }
      return Object.fromEntries(Object.entries(values).map(([name, value]) => [`validation/${name}`, value]))
    },
  }
}

/** Labels that count. */
export const labels = (batches: readonly Batch[]): number[] =>
  batches.flatMap(({ arrays }) => Array.from(arrays.labels ?? []).filter((_, i) => arrays.weights?.[i] !== 0))
