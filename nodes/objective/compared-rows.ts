import type { EvaluatedBatch } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'

/** Right labels, and what the network predicted, of all rows that count, over all batches. */
export function compared(judged: readonly EvaluatedBatch[]): [truth: number[], predicted: number[]] {
  const pairs = judged.flatMap(({ batch: { arrays }, predictions: guesses }) =>
    Array.from(guesses, (guess, i) => [arrays.labels?.[i] as number, guess] as const).filter(
      (_, i) => arrays.weights?.[i] !== 0,
    ),
  )
  return [pairs.map(([label]) => label), pairs.map(([, guess]) => guess)]
}

/** Every metric of right and predicted tokens. */
export const tokenMetrics = (judged: readonly EvaluatedBatch[]) => computeFrom('tokens', ...compared(judged))
