import type { Batch, Collator, TokenTable } from '../batch.ts'
import type { Training } from '../plan/plan.ts'
import { hash } from '../random.ts'
import { order } from './order.ts'

/** What decides which batches a training sees. */
export type Batching = Pick<Training, 'batchSize' | 'accumulate' | 'seed'>

/** The micro-batches of a step (0 is the first): always the same ones, whichever steps came before. */
export function batcher(
  collator: Collator,
  table: TokenTable,
  { batchSize, accumulate, seed }: Batching,
): (step: number) => Batch[] {
  const at = order(collator.examples(table), batchSize, hash(seed, 1))
  return step =>
    Array.from({ length: accumulate }, (_, i) => step * accumulate + i).map(k =>
      collator.fill(table, at(k), hash(seed, 2, k)),
    )
}
