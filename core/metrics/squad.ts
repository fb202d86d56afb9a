import { text } from '../text.ts'
import { countItems, overlap, splitWhitespace } from './counting.ts'
import type { Metric, TokenSpan } from './metric.ts'
import { precisionRecall, ratio } from './precision-recall.ts'

const word = '[\\p{L}\\p{N}_]'
const articles = new RegExp(`(?<!${word})(a|an|the)(?!${word})`, 'gu')

/** An answer's words without capitals, punctuation and articles, as SQuAD compares them. */
const normalizeAnswer = (answer: string): string[] =>
  splitWhitespace(
    answer
      .toLowerCase()
      .replace(/[!-/:-@[-`{-~]/g, '')
      .replace(articles, ' '),
  )

/** Whether an answer equals one of the right ones (1) or not (0). */
export const exactMatch = (guess: string, right: readonly string[]): number =>
  right.some(answer => normalizeAnswer(answer).join(' ') === normalizeAnswer(guess).join(' ')) ? 1 : 0

/** F1 of the words that an answer shares with the right one that suits it best, 0 to 1; two empty answers agree. */
export function answerF1(guess: string, right: readonly string[]): number {
  const guessed = normalizeAnswer(guess)
  const scores = right.map(answer => {
    const wanted = normalizeAnswer(answer)
    if (guessed.length === 0 || wanted.length === 0) return guessed.length === wanted.length ? 1 : 0
    return precisionRecall(overlap(countItems(guessed), countItems(wanted)), guessed.length, wanted.length).f1
  })
  return Math.max(0, ...scores)
}

/** Mean over the rows; 0 of none. */
const meanOf = <T>(rows: readonly T[], of: (row: T, i: number) => number): number =>
  ratio(
    rows.reduce((sum, row, i) => sum + of(row, i), 0),
    rows.length,
  )

/** F1 of the tokens that two spans share; 1 is the same span. */
function spanOverlapF1([first, last]: TokenSpan, [from, to]: TokenSpan): number {
  const common = Math.max(0, Math.min(last, to) - Math.max(first, from) + 1)
  return precisionRecall(common, Math.max(0, to - from + 1), last - first + 1).f1
}

export default [
  {
    id: 'exact-match',
    title: text('exact match', '完全匹配'),
    unit: 'fraction',
    better: 'up',
    order: 90,
    from: {
      spans: (truth, predicted) =>
        meanOf(truth, (span, i) => (spanOverlapF1(span, predicted[i] as TokenSpan) === 1 ? 1 : 0)),
      answers: (truth, predicted) => meanOf(predicted, (answer, i) => exactMatch(answer, [truth[i] as string])),
    },
  },
  {
    id: 'answer-f1',
    title: text('answer F1', '答案 F1'),
    unit: 'fraction',
    better: 'up',
    order: 100,
    from: {
      spans: (truth, predicted) => meanOf(truth, (span, i) => spanOverlapF1(span, predicted[i] as TokenSpan)),
      answers: (truth, predicted) => meanOf(predicted, (answer, i) => answerF1(answer, [truth[i] as string])),
    },
  },
] satisfies readonly Metric[]
