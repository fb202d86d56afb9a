import { ratio } from './precision-recall.ts'

/** Share of the guesses that are right, 0 to 1. Places with weight 0 do not count: padding, and tokens without a question. */
export function accuracy<T>(truth: ArrayLike<T>, guesses: ArrayLike<T>, weights?: ArrayLike<number>): number {
  let [right, all] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    if (weights?.[i] === 0) continue
    all++
    if (truth[i] === guesses[i]) right++
  }
  return ratio(right, all)
}
