import type { Batches } from '../../core/plan/plan.ts'
import { batcher } from '../../core/train/batching/batcher.ts'
import { collatorOf, withDecoderStart } from '../../core/train/collator.ts'
import { blocks } from '../../nodes/index.ts'
import { tooFewExamples } from '../data/problems/data-problems.ts'
import { prepareTokens } from '../data/tokens/prepare-data.ts'
import { findCachedTokens } from './cached-tokens.ts'
import type { PreviewData } from './preview-data.ts'
import type { PreviewRequest } from './preview-request.ts'

/** The first batch of a step, made by the code of training, and what it is made of. Throws problems. */
export async function makeBatch(
  batches: Batches,
  { home, batching, step, targetStart }: Pick<PreviewRequest, 'home' | 'batching' | 'step' | 'targetStart'>,
  { source, report }: PreviewData,
) {
  const known = source.whole ? undefined : await findCachedTokens(batches.tokens, home)
  const collator = withDecoderStart(targetStart, collatorOf(batches, blocks))
  const prepared = await prepareTokens(
    batches.tokens,
    { home, blocks, report, marks: collator.needsBoundaryMarks },
    known ?? source,
  )
  const examples = collator.examples(prepared.train)
  const batchSize = batching.atMost ? Math.min(batching.batchSize, Math.max(1, examples)) : batching.batchSize
  if (examples < batchSize) throw tooFewExamples(examples, batchSize)
  const [batch] = batcher(collator, prepared.train, { ...batching, batchSize })(step)
  if (!batch) throw new Error('oneBatch: a step without batches')
  return { ...prepared, batch, batchSize, collator, examples, ofAll: source.whole || known !== undefined }
}
