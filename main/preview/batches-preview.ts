import type { Collator } from '../../core/batch.ts'
import { find } from '../../core/block.ts'
import type { Batches } from '../../core/plan/plan.ts'
import type { BatchesPreview, XrayRow } from '../../core/preview/preview.ts'
import { xray } from '../../core/preview/xray.ts'
import { batcher } from '../../core/train/batcher.ts'
import { blocks } from '../../nodes/index.ts'
import { tooFewExamples } from '../data/data-problems.ts'
import { prepareTokens } from '../data/prepare.ts'
import type { Given } from './given.ts'
import type { Question } from './question.ts'
import { tokenizedBefore } from './tokenized-before.ts'
import { tokenizerFrom } from './tokenizer-from.ts'

/** The first batch of a step: its tensors, and its examples place by place. */
export async function batchesPreview(
  batches: Batches,
  { home, batching, step, rows: most }: Question,
  { source, report }: Given,
): Promise<Omit<BatchesPreview, 'whole' | 'remarks'>> {
  const known = source.whole ? undefined : await tokenizedBefore(batches.tokens, home)
  const preparing = { home, blocks, report }
  const { tokenizer, train, validation } = await prepareTokens(batches.tokens, preparing, known ?? source)
  const collator = collatorOf(batches)
  const examples = collator.examples(train)
  const batchSize = batching.atMost ? Math.min(batching.batchSize, Math.max(1, examples)) : batching.batchSize
  if (examples < batchSize) throw tooFewExamples(examples, batchSize)
  const [batch] = batcher(collator, train, { ...batching, batchSize })(step)
  if (!batch) throw new Error('batchesPreview: a step without batches')
  const feeds = Object.entries(collator.feeds(batchSize))
  const rows = xray(batch, batchSize, { token: tokenizer.text, batches })
  return {
    kind: 'batches',
    tokenizer: tokenizerFrom(batches.tokens, source.whole || known !== undefined),
    task: batches.task,
    seed: batching.seed,
    step,
    batchSize,
    examples,
    counts: { train: examples, validation: collator.examples(validation) },
    supervised: batch.supervised,
    places: rows.reduce((sum, row) => sum + placesOf(row), 0),
    tensors: feeds.map(([name, feed]) => ({
      name,
      ...feed,
      values: Array.from(batch.arrays[name]?.subarray(0, mostValues) ?? []),
    })),
    rows: rows.slice(0, most),
  }
}

/** Values of a tensor that are shown: a batch of the largest kind has millions, which no window wants. */
const mostValues = 200_000

/** What could carry loss in an example: each question about the whole of it, or each place that is not filled up. */
const placesOf = ({ answers, target, input }: XrayRow): number =>
  answers ? answers.length : (target ?? input).filter(({ padding }) => !padding).length

function collatorOf(batches: Batches): Collator {
  const { block, params } = batches.collator
  const collator = find(blocks, batches.collator).collator?.(batches, params as never)
  if (!collator) throw new Error(`batchesPreview: '${block}' makes no batches`)
  return collator
}
