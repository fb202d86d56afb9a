import type { Vocabulary } from '../../../../core/plan/plan.ts'

/** The ids that stand for missing pieces: the first gap is the highest id. */
export const sentinelsOf = ({ size, sentinels }: Vocabulary): number[] =>
  Array.from({ length: sentinels }, (_, k) => size - 1 - k)
