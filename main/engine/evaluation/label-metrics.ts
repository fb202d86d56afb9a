import type { EvaluatedBatch } from '../../../core/block/abilities.ts'
import { classF1 } from '../../../core/metrics/class-f1.ts'
import type { LabelScores } from '../../../core/run/evaluation.ts'

/** What was found of each label; undefined for tasks without labels of their own. */
export function labelMetrics(
  judged: readonly EvaluatedBatch[],
  names: readonly string[] | undefined,
): readonly LabelScores[] | undefined {
  if (!names) return undefined
  const [truth, said]: [number[], number[]] = [[], []]
  for (const { batch, predictions } of judged)
    for (const [i, guess] of predictions.entries())
      if (batch.arrays.weights?.[i] !== 0) {
        truth.push(batch.arrays.labels?.[i] as number)
        said.push(guess)
      }
  const { classes } = classF1(truth, said)
  const times = (all: readonly number[], label: number) => all.filter(one => one === label).length
  return names.map((label, id) => ({
    label,
    count: times(truth, id),
    said: times(said, id),
    ...(classes.get(id) ?? { precision: 0, recall: 0, f1: 0 }),
  }))
}
