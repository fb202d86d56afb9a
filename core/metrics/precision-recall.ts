import { text } from '../text.ts'
import type { Metric } from './metric.ts'

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

/** F1 of finding what is true. */
function flagF1(truth: readonly boolean[], predicted: readonly boolean[]): number {
  const count = (flags: readonly boolean[]) => flags.filter(Boolean).length
  const right = count(truth.map((is, i) => is && predicted[i] === true))
  return precisionRecall(right, count(predicted), count(truth)).f1
}

export default {
  id: 'f1',
  title: text('F1', 'F1'),
  unit: 'fraction',
  better: 'up',
  order: 70,
  from: { flags: flagF1 },
} satisfies Metric
