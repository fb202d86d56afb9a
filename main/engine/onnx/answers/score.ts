import type { Answer } from './ask.ts'

/** Says which number fits a text, or which numbers, for a model that gives one for each of several things. */
export const score: Answer = async (input, { tokenizer, scorer }) => {
  const { begin, end } = tokenizer.vocabulary
  const ids = [begin, ...tokenizer.encode(input).subarray(0, scorer.limit - 2), end]
  const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
  return { task: 'score', input, output: Array.from(scores as Float32Array, x => x.toPrecision(4)).join(', ') }
}
