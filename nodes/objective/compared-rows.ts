import type { Judged } from '../../core/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'

/** Right labels, and what the network predicted, of all rows that count, over all batches. */
export function compared(judged: readonly Judged[]): [truth: number[], predicted: number[]] {
  const pairs = judged.flatMap(({ batch: { arrays }, guesses }) =>
    Array.from(guesses, (guess, i) => [arrays.labels?.[i] as number, guess] as const).filter(
      (_, i) => arrays.weights?.[i] !== 0,
    ),
  )
  return [pairs.map(([label]) => label), pairs.map(([, guess]) => guess)]
}

/** Every metric of right and predicted tokens. */
export const tokenMetrics = (judged: readonly Judged[]) => computeFrom('tokens', ...compared(judged))
