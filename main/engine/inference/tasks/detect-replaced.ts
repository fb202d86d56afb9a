import { boundaryMarks } from '../../../../core/data/batch.ts'
import { wordSpans } from '../../../../core/data/word-spans.ts'
import { textSpecialTokens } from '../../../../core/plan/special-tokens.ts'
import { sigmoid } from '../../../../core/predict/probabilities.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'

/** From this probability on a token counts as replaced. */
const replacedThreshold = 0.5

/** Marks the words that look as if somebody had put them into the text, ⟦so⟧: those with a token that is likely replaced. */
export const detectReplaced: Predictor = async (input, { tokenizer, scorer }) => {
  const { before, after } = textSpecialTokens(tokenizer.vocabulary)
  const all = wordSpans(input)
  const { ids, marks } = tokenizer.encodeWords(all.map(({ text }) => text))
  const read = [...ids.subarray(0, scorer.maxTokens - before.length - after.length)]
  const rows = read.map((_, i) => before.length + i)
  const scores = await scorer.score({ ids: [...before, ...read, ...after], rows })
  const chances = all.map(() => 0)
  let word = -1
  for (const i of read.keys()) {
    if ((marks[i] as number) & boundaryMarks.word) word++
    chances[word] = Math.max(chances[word] ?? 0, sigmoid(scores[i]?.[0] as number))
  }
  const spans = all.flatMap((piece, i) => {
    const probability = chances[i] as number
    return probability >= replacedThreshold ? [{ ...piece, probability }] : []
  })
  const output = spans.reduceRight(
    (text, { from, to }) => `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`,
    input,
  )
  return { task: 'spot', input, output, spans }
}

export default {
  task: 'masked',
  when: ({ objective }) => objective.head === 'replaced',
  predictor: () => detectReplaced,
  sampleText: 'with-replaced-word',
} satisfies PredictionTask
