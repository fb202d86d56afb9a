import { type QaInputLayout, qaInput, slidingWindows } from '../../../../core/data/qa-windows.ts'
import { type AnswerSpan, bestAnswerSpans, type SpanLogits } from '../../../../core/predict/answer-spans.ts'
import { type Problem, Refusals } from '../../../../core/problem.ts'
import type { LabeledSpan } from '../../../../core/run/report.ts'
import { text } from '../../../../core/text.ts'
import { characterSpan } from '../../../tokenizer/encode/token-offsets.ts'
import type { Scorer } from '../decoding/scorer.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'

/** Finds the answer to a question in its context, read in as many pieces as the model was trained to. */
export const extractAnswer =
  (pair: QaInputLayout): Predictor =>
  async (input, { tokenizer, scorer, context = '', candidates: wanted }) => {
    if (context.trim() === '') throw new Refusals([noContext])
    const question = tokenizer.encode(input)
    const ids = tokenizer.encodePlain(context)
    const found = await findAnswerSpans(question, ids, pair, scorer)
    const places = await tokenizer.places(context)
    const spans = found.map(({ first, last, probability }): LabeledSpan => {
      const { from, to } = characterSpan(context, places, [first, last])
      return { from, to, text: context.slice(from, to), probability }
    })
    const different = spans.filter(({ text }, i) => spans.findIndex(other => other.text === text) === i)
    const candidates = different.slice(0, wanted).map(({ text, probability }) => ({ text, probability }))
    const output = spans[0]?.text ?? ''
    return { task: 'answer', input, context, output, blanks: [candidates], spans: spans.slice(0, 1) }
  }

/** The best answers in the tokens of a text, best first. */
export async function findAnswerSpans(
  question: ArrayLike<number>,
  text: ArrayLike<number>,
  pair: QaInputLayout,
  scorer: Scorer,
): Promise<AnswerSpan[]> {
  const pieces: SpanLogits[] = []
  for (const window of slidingWindows(question.length, text.length, pair)) {
    const { first, ...read } = qaInput(question, text, window, pair)
    const [starts, ends] = (await scorer.score(read)) as [Float32Array, Float32Array]
    const inside = (scores: Float32Array) => scores.subarray(first, first + window.to - window.from)
    pieces.push({ starts: inside(starts), ends: inside(ends), from: window.from })
  }
  return bestAnswerSpans(pieces)
}

const noContext: Problem = {
  code: 'no-context',
  severity: 'error',
  param: 'context',
  message: text('There is no context to find the answer in.', '没有可供查找答案的上下文。'),
  fix: text('Enter the text that the question is about.', '请输入问题所针对的文本。'),
}

export default {
  task: 'answer',
  predictor: ({ batches: { asking } }) => {
    if (!asking?.pair) throw new Error('extractAnswer: the plan does not say how a question is read with its text')
    return extractAnswer(asking.pair)
  },
} satisfies PredictionTask
