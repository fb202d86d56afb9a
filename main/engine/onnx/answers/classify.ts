import { likeliest } from '../../../../core/predict/likeliest.ts'
import type { Answer } from './ask.ts'

/** Says which class a text belongs to, and how likely each class is. */
export const classify =
  (labels: readonly string[]): Answer =>
  async (input, { tokenizer, scorer }) => {
    const { begin, end } = tokenizer.vocabulary
    const ids = [begin, ...tokenizer.encode(input).subarray(0, scorer.limit - 2), end]
    const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
    const chances = likeliest(scores as Float32Array, labels.length).map(({ id, probability }) => ({
      text: labels[id] as string,
      probability,
    }))
    return { task: 'class', input, output: chances[0]?.text ?? '', blanks: [chances] }
  }
