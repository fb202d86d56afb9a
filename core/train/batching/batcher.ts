import type { Batch, Collator, Shorter, TokenTable } from '../../batch.ts'
import type { Training } from '../../plan/plan.ts'
import { hash } from '../../random.ts'
import { chooseLengthBuckets } from './length-buckets.ts'
import { lengthGroupedOrder } from './length-grouping.ts'
import { shuffledOrder } from './shuffled-order.ts'

/** What decides which batches a training sees. */
export type BatchingOptions = Pick<Training, 'batchSize' | 'accumulate' | 'seed'>

/** The micro-batches of a step (0 is the first): always the same ones, whichever steps came before. */
export function batcher(
  collator: Collator,
  table: TokenTable,
  { batchSize, accumulate, seed }: BatchingOptions,
): (step: number) => Batch[] {
  const fill = collator.shorter
    ? lengthGroupedBatches(collator, collator.shorter, table, batchSize, seed)
    : shuffledBatches(collator, table, batchSize, seed)
  return step => Array.from({ length: accumulate }, (_, i) => fill(step * accumulate + i))
}

function shuffledBatches(collator: Collator, table: TokenTable, batchSize: number, seed: number) {
  const at = shuffledOrder(collator.examples(table), batchSize, hash(seed, 1))
  return (batch: number): Batch => collator.fill(table, at(batch), hash(seed, 2, batch))
}

/**
 * Examples that fit into the same room together, in batches that have no more places than they need. Within a room lengths are left
 * to chance: sorting them would save no place, and batches of one length each teach less.
 */
function lengthGroupedBatches(
  collator: Collator,
  shorter: Shorter,
  table: TokenTable,
  batchSize: number,
  seed: number,
) {
  const examples = collator.examples(table)
  const takes = (example: number) => shorter.takes(table, example)
  const rooms = chooseLengthBuckets(shorter, table, examples).map(room => ({ room, collator: shorter.within(room) }))
  const roomOf = (example: number) => rooms.findIndex(({ room }) => room >= takes(example))
  const at = lengthGroupedOrder(examples, batchSize, hash(seed, 1), roomOf)
  return (batch: number): Batch => {
    const chosen = at(batch)
    const needed = chosen.reduce((most, example) => Math.max(most, takes(example)), 0)
    const { room = shorter.most, collator: smaller = collator } = rooms.find(({ room }) => room >= needed) ?? {}
    const filled = smaller.fill(table, chosen, hash(seed, 2, batch))
    return room < shorter.most ? { ...filled, room } : filled
  }
}
