import type { Answer } from './ask.ts'

/** Says which number fits a text. */
export const score: Answer = async (input, { tokenizer, scorer }) => {
  const { begin, end } = tokenizer.vocabulary
  const ids = [begin, ...tokenizer.encode(input).subarray(0, scorer.limit - 2), end]
  const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
  return { task: 'score', input, output: Number(scores?.[0]).toPrecision(4) }
}
