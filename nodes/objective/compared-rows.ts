import type { EvaluatedBatch } from '../../core/block/abilities.ts'
import { computeFrom } from '../../core/metrics/index.ts'

/** Right labels, and what the network predicted, of all rows that count, over all batches. */
export function labelsAndPredictions(judged: readonly EvaluatedBatch[]): [truth: number[], predicted: number[]] {
  const pairs = judged.flatMap(({ batch: { arrays }, predictions }) =>
    Array.from(predictions, (predicted, i) => [arrays.labels?.[i] as number, predicted] as const).filter(
      (_, i) => arrays.weights?.[i] !== 0,
    ),
  )
  return [pairs.map(([label]) => label), pairs.map(([, predicted]) => predicted)]
}

/** Every metric of right and predicted tokens. */
export const tokenMetrics = (judged: readonly EvaluatedBatch[]) =>
  computeFrom('tokens', ...labelsAndPredictions(judged))
