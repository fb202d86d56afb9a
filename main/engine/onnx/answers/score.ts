import type { Answer } from './ask.ts'
import { wholeText } from './whole-text.ts'

/** Says which number fits a text, or which numbers, for a model that gives one for each of several things. */
export const score: Answer = async (input, { tokenizer, scorer }) => {
  const ids = wholeText(input, tokenizer, scorer)
  const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
  return { task: 'score', input, output: Array.from(scores as Float32Array, x => x.toPrecision(4)).join(', ') }
}
