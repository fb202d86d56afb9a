import type { Judged } from '../../core/block.ts'
import { accuracy as shareRight } from '../../core/metrics/accuracy.ts'

/** Right labels, and what the network said, of all rows that count, over all batches. */
export function compared(judged: readonly Judged[]): [truth: number[], guesses: number[]] {
  const pairs = judged.flatMap(({ batch: { arrays }, guesses }) =>
    Array.from(guesses, (guess, i) => [arrays.labels?.[i] as number, guess] as const).filter(
      (_, i) => arrays.weights?.[i] !== 0,
    ),
  )
  return [pairs.map(([label]) => label), pairs.map(([, guess]) => guess)]
}

/** Share of the rows that the network takes for what they are. */
export const accuracy = (judged: readonly Judged[]) => ({ accuracy: shareRight(...compared(judged)) })
