/** How much of what was found is right, and how much of what is right was found. */
export interface PrecisionRecall {
  readonly precision: number
  readonly recall: number
  /** Their harmonic mean. */
  readonly f1: number
}

/** From the number of right finds, of all finds and of all there was to find; what cannot be told counts as 0. */
export function precisionRecall(right: number, finds: number, wanted: number): PrecisionRecall {
  const precision = finds > 0 ? right / finds : 0
  const recall = wanted > 0 ? right / wanted : 0
  return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 }
}

/** part / whole, 0 of nothing. */
export const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
