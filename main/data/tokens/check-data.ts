import type { Collator, TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import type { Batches, Plan } from '../../../core/plan/plan.ts'
import { text } from '../../../core/text.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { dataProblem, noLoss, noValidationExample, tooFewExamples } from '../problems/data-problems.ts'
import { rowCount } from './row-selection.ts'

/** Batches that are searched for one with a loss before the data is refused. */
const maxBatchesChecked = 16

/** Ids of a column that are read at a time. */
const idsPerRead = 4096

interface Splits {
  readonly train: TokenTable
  readonly validation: TokenTable
}

/** Throws a problem when a training with this data cannot work: too few examples, no loss in the first batches, a single label. */
export function checkData(plan: Plan, collator: Collator, splits: Splits): void {
  requireExamples(plan, collator, splits)
  requireLoss(plan, collator, splits)
  refuseSingleLabel(plan.batches, splits.train)
}

/** At least one batch to train on and, when rows are held out, at least one example of them. */
function requireExamples({ training }: Plan, collator: Collator, { train, validation }: Splits): void {
  const examples = collator.examples(train)
  if (examples < training.batchSize) throw tooFewExamples(examples, training.batchSize)
  if (rowCount(validation) > 0 && collator.examples(validation) === 0) throw noValidationExample()
}

function requireLoss({ training }: Plan, collator: Collator, { train }: Splits): void {
  const microBatchesOf = batcher(collator, train, training)
  const steps = Math.min(maxBatchesChecked, training.steps ?? maxBatchesChecked)
  for (let step = 0; step < steps; step++) if (microBatchesOf(step).some(({ supervised }) => supervised > 0)) return
  throw noLoss()
}

/** Throws a problem when all training rows have the same label: there is nothing to tell apart. */
function refuseSingleLabel({ task, tokens }: Batches, { columns: { label } }: TokenTable): void {
  if (task !== 'class' || !label || label.rows === 0) return
  const only = singleId(label)
  if (only !== undefined) throw singleLabel(tokens.rows.labels?.[only] ?? String(only))
}

/** The id that the whole column consists of, if there is one. Usually the first few ids decide. */
function singleId(column: TokenColumn): number | undefined {
  const first = new Int32Array(1)
  column.read(0, first)
  for (let from = 0; from < column.length; from += idsPerRead) {
    const ids = new Int32Array(Math.min(idsPerRead, column.length - from))
    column.read(from, ids)
    if (ids.some(id => id !== first[0])) return undefined
  }
  return first[0]
}

const singleLabel = (label: string) =>
  dataProblem(
    'one-label',
    'labels',
    text(
      `Every training row has the label “${label}”, so there is nothing to classify.`,
      `所有训练数据都是标签“${label}”，没有可区分的类别。`,
    ),
    text(
      'Add rows with other labels, or shuffle the data before splitting off the end.',
      '请添加带有其他标签的数据；若划分时取末尾，请先打乱顺序。',
    ),
  )
