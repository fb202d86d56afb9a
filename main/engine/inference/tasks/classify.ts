import type { ScoredId } from '../../../../core/predict/probabilities.ts'
import { sigmoid, topIndices, topProbabilities } from '../../../../core/predict/probabilities.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'
import { encodeWholeText } from './predictor.ts'

/** Says which class a text belongs to, and how likely each class is; with `several`, all that are likelier than not. */
export const classify =
  (labels: readonly string[], several = false): Predictor =>
  async (input, { tokenizer, scorer }) => {
    const ids = encodeWholeText(input, tokenizer, scorer)
    const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
    const ranked = several
      ? independentProbabilities(scores as Float32Array)
      : topProbabilities(scores as Float32Array, labels.length)
    const chances = ranked.map(({ id, probability }) => ({ text: labels[id] as string, probability }))
    const said = several ? chances.filter(({ probability }) => probability >= labelThreshold) : chances.slice(0, 1)
    return { task: 'class', input, output: said.map(({ text }) => text).join(', ') || '—', blanks: [chances] }
  }

/** From this probability on a label holds. */
const labelThreshold = 0.5

/** All classes with their probabilities, each for itself, best first. */
const independentProbabilities = (scores: Float32Array): ScoredId[] =>
  topIndices(scores, scores.length).map(id => ({ id, probability: sigmoid(scores[id] as number) }))

/** Says which number fits a text, or which numbers, for a model that gives one for each of several things. */
export const predictScores: Predictor = async (input, { tokenizer, scorer }) => {
  const ids = encodeWholeText(input, tokenizer, scorer)
  const [scores] = await scorer.score({ ids, rows: [0] }) // a network of classes has one row: that of the text
  return { task: 'score', input, output: Array.from(scores as Float32Array, x => x.toPrecision(4)).join(', ') }
}

export default [
  {
    task: 'class',
    predictor: ({ batches }) => classify(batches.tokens.rows.labels ?? [], batches.asking?.several),
  },
  { task: 'score', predictor: () => predictScores },
] satisfies readonly PredictionTask[]
