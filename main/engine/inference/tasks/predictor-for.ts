import type { Plan } from '../../../../core/plan/plan.ts'
import { classify, predictScores } from './classify.ts'
import { continueText, followInstruction } from './continue-text.ts'
import { detectReplaced } from './detect-replaced.ts'
import { extractAnswer } from './extract-answer.ts'
import { fillMasks } from './fill-masks.ts'
import type { Predictor } from './predictor.ts'
import { continueFromEncoder, denoise, fillSpans, translate } from './seq2seq.ts'
import { tagWords } from './tag-words.ts'

/** How the model of a plan answers: a sequence-to-sequence model of plain text restores, one of pairs translates. */
export function predictorFor({ batches, objective }: Plan): Predictor {
  const { before = [], after, writes, pair, several, writing } = batches.asking ?? {}
  const labels = batches.tokens.rows.labels ?? []
  if (batches.task === 'causal') return after ? followInstruction(after) : continueText(writing)
  if (objective.head === 'replaced') return detectReplaced
  if (batches.task === 'masked') return fillMasks
  if (batches.task === 'class') return classify(labels, several)
  if (batches.task === 'score') return predictScores
  if (batches.task === 'tags') return tagWords(labels, batches.length)
  if (pair) return extractAnswer(pair)
  if (writes) return writes === 'whole' ? denoise(before) : continueFromEncoder
  return batches.tokens.rows.columns.includes('source') ? translate(writing) : fillSpans(before)
}

/** Longest text that answering reads when the network itself has no limit. */
export const defaultMaxTokens = 1024
