import type { Batches } from '../../core/plan/plan.ts'
import { batcher } from '../../core/train/batcher.ts'
import { beginningWith, collatorOf } from '../../core/train/collator.ts'
import { blocks } from '../../nodes/index.ts'
import { tooFewExamples } from '../data/data-problems.ts'
import { prepareTokens } from '../data/prepare.ts'
import type { Given } from './given.ts'
import type { Question } from './question.ts'
import { tokenizedBefore } from './tokenized-before.ts'

/** The first batch of a step, made by the code of training, and what it is made of. Throws problems. */
export async function oneBatch(
  batches: Batches,
  { home, batching, step, targetStart }: Pick<Question, 'home' | 'batching' | 'step' | 'targetStart'>,
  { source, report }: Given,
) {
  const known = source.whole ? undefined : await tokenizedBefore(batches.tokens, home)
  const collator = beginningWith(targetStart, collatorOf(batches, blocks))
  const prepared = await prepareTokens(batches.tokens, { home, blocks, report, marks: collator.marks }, known ?? source)
  const examples = collator.examples(prepared.train)
  const batchSize = batching.atMost ? Math.min(batching.batchSize, Math.max(1, examples)) : batching.batchSize
  if (examples < batchSize) throw tooFewExamples(examples, batchSize)
  const [batch] = batcher(collator, prepared.train, { ...batching, batchSize })(step)
  if (!batch) throw new Error('oneBatch: a step without batches')
  return { ...prepared, batch, batchSize, collator, examples, ofAll: source.whole || known !== undefined }
}
