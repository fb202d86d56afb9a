import type { Plan } from '../../../../core/plan/plan.ts'
import { answerSpan } from './answer-span.ts'
import type { Answer } from './ask.ts'
import { classify } from './classify.ts'
import { continueText, reply } from './continue.ts'
import { fillGaps } from './fill.ts'
import { goOn, repair, restore, translate } from './rewrite.ts'
import { score } from './score.ts'
import { spot } from './spot.ts'
import { tagWords } from './tag.ts'

/** How the model of a plan answers: a sequence-to-sequence model of plain text restores, one of pairs translates. */
export function answerOf({ batches, objective }: Plan): Answer {
  const { before = [], after, writes, pair, several, writing } = batches.asking ?? {}
  const labels = batches.tokens.rows.labels ?? []
  if (batches.task === 'causal') return after ? reply(after) : continueText(writing)
  if (objective.head === 'replaced') return spot
  if (batches.task === 'masked') return fillGaps
  if (batches.task === 'class') return classify(labels, several)
  if (batches.task === 'score') return score
  if (batches.task === 'tags') return tagWords(labels, batches.length)
  if (pair) return answerSpan(pair)
  if (writes) return writes === 'whole' ? repair(before) : goOn
  return batches.tokens.rows.columns.includes('source') ? translate(writing) : restore(before)
}

/** Longest text that answering reads when the network itself has no limit. */
export const generous = 1024
