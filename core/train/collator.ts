import type { Collator } from '../batch.ts'
import { type Blocks, find } from '../block.ts'
import type { Batches } from '../plan/plan.ts'

/** What makes the batches of a plan, whatever network they are for. */
export function collatorOf(batches: Batches, blocks: Blocks): Collator {
  const { block, params } = batches.collator
  const collator = find(blocks, batches.collator).collator?.(batches, params as never)
  if (!collator) throw new Error(`collatorOf: block '${block}' makes no batches`)
  return collator
}
