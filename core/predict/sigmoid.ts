/** The probability that a score stands for which says by itself whether something holds. */
export const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))
