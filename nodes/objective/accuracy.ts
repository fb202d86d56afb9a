import type { EvaluatedBatch } from '../../core/block/abilities.ts'
import { accuracy as shareRight } from '../../core/metrics/accuracy.ts'

/** Right labels, and what the network said, of all rows that count, over all batches. */
export function labelsAndPredictions(judged: readonly EvaluatedBatch[]): [truth: number[], predictions: number[]] {
  const pairs = judged.flatMap(({ batch: { arrays }, predictions }) =>
    Array.from(predictions, (guess, i) => [arrays.labels?.[i] as number, guess] as const).filter(
      (_, i) => arrays.weights?.[i] !== 0,
    ),
  )
  return [pairs.map(([label]) => label), pairs.map(([, guess]) => guess)]
}

/** Share of the rows that the network takes for what they are. */
export const accuracy = (judged: readonly EvaluatedBatch[]) => ({
  accuracy: shareRight(...labelsAndPredictions(judged)),
})
