import type { TokenTable } from '../../../../core/batch.ts'
import type { WrittenText } from '../../../../core/evaluation.ts'
import { answerF1, exactMatch } from '../../../../core/metrics/answer.ts'
import { share } from '../../../../core/metrics/share.ts'
import type { Network } from '../../../../core/nn/network.ts'
import type { PairLayout } from '../../../../core/predict/question-windows.ts'
import { rowOf } from '../../../../core/token-column.ts'
import { charactersOf } from '../../../data/token-characters.ts'
import type { Tokenizer } from '../../../data/tokenizer.ts'
import { foundIn } from '../answers/answer-span.ts'
import type { Weights } from '../programs-over.ts'
import { scorer } from '../scorer.ts'

interface Asked {
  readonly network: Network
  readonly weights: Weights
  readonly tokenizer: Tokenizer
  readonly progress: (done: number, total: number) => void
}

/** Answers shown of all that were found. */
const shown = 10

/** What a model answers to each question, read as a user would ask it, and how near that comes as SQuAD measures it. */
export async function foundAnswers({ columns }: TokenTable, pair: PairLayout, asked: Asked) {
  const { question: questions, context: contexts, answer } = columns
  if (!questions || !contexts || !answer) throw new Error('foundAnswers: the table has no questions')
  const { network, weights, tokenizer, progress } = asked
  const scores = scorer(network, weights, pair.length, tokenizer.vocabulary.pad)
  const texts: WrittenText[] = []
  const count = questions.rows
  for (let row = 0; row < count; row++) {
    progress(row, count)
    const [question, ids] = [rowOf(questions, row), rowOf(contexts, row)]
    const context = tokenizer.decode(ids)
    const places = await tokenizer.places(context)
    const said = (first: number, last: number) => {
      if (places.length !== ids.length) return tokenizer.decode(ids.slice(first, last + 1)).trim() // a text is not always written as it was read
      const { from, to } = charactersOf(context, places, [first, last])
      return context.slice(from, to)
    }
    const [best] = await foundIn(question, ids, pair, scores)
    const [first, last] = rowOf(answer, row) as unknown as [number, number]
    const source = tokenizer.decode(question).trimStart()
    texts.push({ source, wanted: said(first, last), written: best ? said(best.first, best.last) : '' })
  }
  progress(count, count)
  await scores.release()
  return { measures: measuresOf(texts), texts: texts.slice(0, shown) }
}

function measuresOf(texts: readonly WrittenText[]) {
  const mean = (measure: (guess: string, right: readonly string[]) => number) =>
    share(
      texts.reduce((sum, { written, wanted }) => sum + measure(written, [wanted]), 0),
      texts.length,
    )
  return { 'exact-match': mean(exactMatch), 'answer-f1': mean(answerF1) }
}
