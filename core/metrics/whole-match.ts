import { text } from '../text.ts'
import type { Metric } from './metric.ts'
import { ratio } from './precision-recall.ts'

/** Fraction of texts that equal their reference, but for white space around them. */
export const wholeMatch = (references: readonly string[], generated: readonly string[]): number =>
  ratio(generated.filter((text, i) => text.trim() === references[i]?.trim()).length, references.length)

export default {
  id: 'whole-match',
  title: text('texts written exactly', '完全一致的文本'),
  unit: 'fraction',
  better: 'up',
  order: 110,
  from: { texts: wholeMatch },
} satisfies Metric
