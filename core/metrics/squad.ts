import { countItems, overlap, splitWhitespace } from './counting.ts'
import { precisionRecall } from './precision-recall.ts'

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
