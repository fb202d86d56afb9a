import type { Batches } from '../../core/plan/plan.ts'
import { inspectBatch } from '../../core/preview/inspect-batch.ts'
import type { BatchesPreview, InspectedExample } from '../../core/preview/preview.ts'
import { measurePadding } from '../../core/train/batching/padding.ts'
import { tokenizerOrigin } from './cached-tokens.ts'
import { makeBatch } from './make-batch.ts'
import type { PreviewData } from './preview-data.ts'
import type { PreviewRequest } from './preview-request.ts'

/** The first batch of a step: its tensors, and its examples place by place. */
export async function batchesPreview(
  batches: Batches,
  question: PreviewRequest,
  given: PreviewData,
): Promise<Omit<BatchesPreview, 'whole' | 'remarks'>> {
  const { batching, step, rows: most } = question
  const { tokenizer, train, validation, batch, batchSize, collator, examples, ofAll } = await makeBatch(
    batches,
    question,
    given,
  )
  const made =
    batch.bucketLength === undefined
      ? collator
      : (collator.lengthBucketing?.withMaxLength(batch.bucketLength) ?? collator)
  const feeds = Object.entries(made.feeds(batchSize))
  const padding = measurePadding(collator, train, { ...batching, batchSize })
  const rows = inspectBatch(batch, batchSize, { token: tokenizer.text, batches })
  return {
    kind: 'batches',
    tokenizer: tokenizerOrigin(batches.tokens, ofAll),
    task: batches.task,
    seed: batching.seed,
    step,
    batchSize,
    examples,
    counts: { train: examples, validation: collator.examples(validation) },
    supervised: batch.supervised,
    places: rows.reduce((sum, row) => sum + countPositions(row), 0),
    ...(padding && { padding }),
    ...(collator.leftoverTokens && { left: collator.leftoverTokens(train) }),
    tensors: feeds.map(([name, feed]) => ({
      name,
      ...feed,
      values: Array.from(batch.arrays[name]?.subarray(0, maxTensorValues) ?? []),
    })),
    rows: rows.slice(0, most),
  }
}

/** Values of a tensor that are shown: a batch of the largest kind has millions, which no window wants. */
const maxTensorValues = 200_000

/** What could carry loss in an example: each question about the whole of it, or each position that is not padding. */
const countPositions = ({ answers, target, input }: InspectedExample): number =>
  answers ? answers.length : (target ?? input).filter(({ padding }) => !padding).length
