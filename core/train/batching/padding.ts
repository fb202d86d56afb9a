import type { Batch, Collator, TokenTable } from '../../data/batch.ts'
import { type BatchingOptions, batcher } from './batcher.ts'

/** Shares of the places that a network reads which are only filled up. */
export interface Padding {
  /** In the batches of a training. */
  readonly share: number
  /** What it would be if every batch had room for the longest example that fits. */
  readonly full: number
}

/** Places of a batch that the network reads, and how many of them are only filled up. */
export function countPadding({ arrays: { ids, mask } }: Batch): { readonly places: number; readonly empty: number } {
  let empty = 0
  if (mask) for (let i = 0; i < mask.length; i++) if (mask[i] === 0) empty++
  return { places: ids?.length ?? 0, empty }
}

/** Batches that are looked at. */
const maxMeasuredSteps = 50

/** How much of the first batches of a training is filled up; undefined where nothing ever is. */
export function measurePadding(collator: Collator, table: TokenTable, batching: BatchingOptions): Padding | undefined {
  const { batchSize } = batching
  const room = collator.feeds(batchSize)
  if (!room.mask) return undefined
  const fullPlaces = room.mask.shape.reduce((a, b) => a * b, 1)
  const batchesOf = batcher(collator, table, batching)
  const steps = Math.max(1, Math.min(maxMeasuredSteps, Math.floor(collator.examples(table) / batchSize)))
  let [places, filled, batches] = [0, 0, 0]
  for (let step = 0; step < steps; step++)
    for (const batch of batchesOf(step)) {
      const found = countPadding(batch)
      places += found.places
      filled += found.places - found.empty
      batches++
    }
  return { share: 1 - filled / places, full: 1 - filled / (batches * fullPlaces) }
}
