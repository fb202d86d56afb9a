import { text } from '../text.ts'
import { splitWhitespace } from './counting.ts'
import type { Metric } from './metric.ts'
import { ratio } from './precision-recall.ts'

/** Fewest insertions, deletions and replacements that turn one sequence into the other (Levenshtein 1966). */
export function editDistance<T>(from: ArrayLike<T>, to: ArrayLike<T>): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[to.length] as number
}

type Sequences<T> = readonly ArrayLike<T>[]

/**
 * Edits per item of the references, over all sequences: the word error rate of words, the phoneme error rate of phonemes.
 * May exceed 1 when much is written that nobody asked for.
 */
export function errorRate<T>(written: Sequences<T>, references: Sequences<T>): number {
  const total = references.reduce((sum, reference, i) => sum + editDistance(written[i] ?? [], reference), 0)
  return ratio(
    total,
    references.reduce((sum, reference) => sum + reference.length, 0),
  )
}

/** Share of sequences that are not wholly right, 0 to 1: SIGMORPHON's word error rate of pronunciations. */
export const sequenceErrorRate = <T>(written: Sequences<T>, references: Sequences<T>): number =>
  ratio(references.filter((reference, i) => editDistance(written[i] ?? [], reference) > 0).length, references.length)

const words = (texts: readonly string[]) => texts.map(text => splitWhitespace(text))

export default {
  id: 'item-error-rate',
  title: text('error rate of words or symbols', '词（或符号）错误率'),
  unit: 'fraction',
  better: 'down',
  order: 120,
  from: { texts: (references, generated) => errorRate(words(generated), words(references)) },
} satisfies Metric
