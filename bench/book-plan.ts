import type { Block, Blocks } from '../core/block.ts'
import type { Batches, Plan } from '../core/plan/plan.ts'
import shiftTokens from '../nodes/collate/shift-tokens.ts'
import split from '../nodes/data/split.ts'
import textFile from '../nodes/data/text-file.ts'
import bpeTokenizer from '../nodes/text/bpe-tokenizer.ts'

export const blocks: Blocks = new Map([textFile, split, bpeTokenizer, shiftTokens].map(block => [block.id, block]))

/** A plan from a text file to batches, as a first language model would be trained on it. Only its data is looked at. */
export function bookPlan(path: string): Plan {
  const steps: readonly [Block, Readonly<Record<string, unknown>>][] = [
    [textFile, { path }],
    [split, { share: 0.01 }],
    [bpeTokenizer, { size: 8192 }],
    [shiftTokens, { length: 256 }],
  ]
  let values: Readonly<Record<string, unknown>> = {}
  for (const [block, params] of steps) values = block.compile(values as never, block.params.parse(params) as never)
  return { batches: values.batches as Batches, training: { batchSize: 16 } } as Plan
}
