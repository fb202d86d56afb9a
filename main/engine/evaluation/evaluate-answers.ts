import type { TokenTable } from '../../../core/data/batch.ts'
import type { QaInputLayout } from '../../../core/data/qa-windows.ts'
import { readRow } from '../../../core/data/token-column.ts'
import { computeFrom } from '../../../core/metrics/index.ts'
import type { Network } from '../../../core/nn/network.ts'
import type { GeneratedText } from '../../../core/run/evaluation.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { characterSpan } from '../../tokenizer/encode/token-offsets.ts'
import type { Weights } from '../../weights/fit-weights.ts'
import { createScorer } from '../inference/decoding/scorer.ts'
import { findAnswerSpans } from '../inference/tasks/extract-answer.ts'

interface AnswerEvaluationOptions {
  readonly network: Network
  readonly weights: Weights
  readonly tokenizer: Tokenizer
  readonly progress: (done: number, total: number) => void
}

/** Answers shown of all that were found. */
const maxShownAnswers = 10

/** What a model answers to each question, read as a user would ask it, and how near that comes as SQuAD measures it. */
export async function evaluateAnswers({ columns }: TokenTable, pair: QaInputLayout, asked: AnswerEvaluationOptions) {
  const { question: questions, context: contexts, answer } = columns
  if (!questions || !contexts || !answer) throw new Error('foundAnswers: the table has no questions')
  const { network, weights, tokenizer, progress } = asked
  const scores = createScorer(network, weights, pair.length, tokenizer.vocabulary.pad)
  const texts: GeneratedText[] = []
  const count = questions.rows
  for (let row = 0; row < count; row++) {
    progress(row, count)
    const [question, ids] = [readRow(questions, row), readRow(contexts, row)]
    const context = tokenizer.decode(ids)
    const places = await tokenizer.places(context)
    const said = (first: number, last: number) => {
      if (places.length !== ids.length) return tokenizer.decode(ids.slice(first, last + 1)).trim() // a text is not always written as it was read
      const { from, to } = characterSpan(context, places, [first, last])
      return context.slice(from, to)
    }
    const [best] = await findAnswerSpans(question, ids, pair, scores)
    const [first, last] = readRow(answer, row) as unknown as [number, number]
    const source = tokenizer.decode(question).trimStart()
    texts.push({ source, wanted: said(first, last), written: best ? said(best.first, best.last) : '' })
  }
  progress(count, count)
  await scores.release()
  const measures = computeFrom(
    'answers',
    texts.map(text => text.wanted),
    texts.map(text => text.written),
  )
  return { measures, texts: texts.slice(0, maxShownAnswers) }
}
