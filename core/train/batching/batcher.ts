import type { Batch, Collator, LengthBucketing, TokenTable } from '../../data/batch.ts'
import type { Training } from '../../plan/plan.ts'
import { hashSeed } from '../../random.ts'
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
  const fill = collator.lengthBucketing
    ? lengthGroupedBatches(collator, collator.lengthBucketing, table, batchSize, seed)
    : shuffledBatches(collator, table, batchSize, seed)
  return step => Array.from({ length: accumulate }, (_, i) => fill(step * accumulate + i))
}

function shuffledBatches(collator: Collator, table: TokenTable, batchSize: number, seed: number) {
  const at = shuffledOrder(collator.examples(table), batchSize, hashSeed(seed, 1))
  return (batch: number): Batch => collator.fill(table, at(batch), hashSeed(seed, 2, batch))
}

/**
 * Examples that fit into the same room together, in batches that have no more places than they need. Within a room lengths are left
 * to chance: sorting them would save no place, and batches of one length each teach less.
 */
function lengthGroupedBatches(
  collator: Collator,
  shorter: LengthBucketing,
  table: TokenTable,
  batchSize: number,
  seed: number,
) {
  const examples = collator.examples(table)
  const takes = (example: number) => shorter.lengthOf(table, example)
  const rooms = chooseLengthBuckets(shorter, table, examples).map(room => ({
    room,
    collator: shorter.withMaxLength(room),
  }))
  const roomOf = (example: number) => rooms.findIndex(({ room }) => room >= takes(example))
  const at = lengthGroupedOrder(examples, batchSize, hashSeed(seed, 1), roomOf)
  return (batch: number): Batch => {
    const chosen = at(batch)
    const needed = chosen.reduce((most, example) => Math.max(most, takes(example)), 0)
    const { room = shorter.maxLength, collator: smaller = collator } = rooms.find(({ room }) => room >= needed) ?? {}
    const filled = smaller.fill(table, chosen, hashSeed(seed, 2, batch))
    return room < shorter.maxLength ? { ...filled, bucketLength: room } : filled
  }
}
