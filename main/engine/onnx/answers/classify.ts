import { likeliest, type Scored } from '../../../../core/predict/likeliest.ts'
import { sigmoid } from '../../../../core/predict/sigmoid.ts'
import { top } from '../../../../core/predict/top.ts'
import type { Answer } from './ask.ts'
import { wholeText } from './whole-text.ts'

/** Says which class a text belongs to, and how likely each class is; with `several`, all that are likelier than not. */
export const classify =
  (labels: readonly string[], several = false): Answer =>
  async (input, { tokenizer, scorer }) => {
    const ids = wholeText(input, tokenizer, scorer)
    const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
    const ranked = several ? each(scores as Float32Array) : likeliest(scores as Float32Array, labels.length)
    const chances = ranked.map(({ id, probability }) => ({ text: labels[id] as string, probability }))
    const said = several ? chances.filter(({ probability }) => probability >= likely) : chances.slice(0, 1)
    return { task: 'class', input, output: said.map(({ text }) => text).join(', ') || '—', blanks: [chances] }
  }

/** From this probability on a label holds. */
const likely = 0.5

/** All classes with their probabilities, each for itself, best first. */
const each = (scores: Float32Array): Scored[] =>
  top(scores, scores.length).map(id => ({ id, probability: sigmoid(scores[id] as number) }))
