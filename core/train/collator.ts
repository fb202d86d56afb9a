import { type Blocks, requireBlock } from '../block/block.ts'
import type { Collator } from '../data/batch.ts'
import type { Batches } from '../plan/plan.ts'

/** What makes the batches of a plan, whatever network they are for. */
export function collatorOf(batches: Batches, blocks: Blocks): Collator {
  const { block, params } = batches.collator
  const collator = requireBlock(blocks, batches.collator).collator?.(batches, params as never)
  if (!collator) throw new Error(`collatorOf: block '${block}' makes no batches`)
  return collator
}

/** The same batches, but each target begins with another token than padding. */
export function withDecoderStart(start: number | undefined, collator: Collator): Collator {
  if (start === undefined) return collator
  const { lengthBucketing: shorter } = collator
  return {
    ...collator,
    ...(shorter && {
      lengthBucketing: { ...shorter, withMaxLength: room => withDecoderStart(start, shorter.withMaxLength(room)) },
    }),
    fill(table, examples, seed) {
      const batch = collator.fill(table, examples, seed)
      const { target } = batch.arrays
      if (!target) return batch
      const U = target.length / examples.length
      return { ...batch, arrays: { ...batch.arrays, target: target.map((id, i) => (i % U === 0 ? start : id)) } }
    },
  }
}
