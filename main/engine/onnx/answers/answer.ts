import type { Plan } from '../../../../core/plan/plan.ts'
import type { Answer } from './ask.ts'
import { continueText } from './continue.ts'
import { fillGaps } from './fill.ts'
import { restore, translate } from './rewrite.ts'

/** How the model of a plan answers: a sequence-to-sequence model of plain text restores, one of pairs translates. */
export function answerOf({ batches }: Plan): Answer {
  if (batches.task === 'causal') return continueText
  if (batches.task === 'masked') return fillGaps
  return batches.tokens.rows.columns.includes('source') ? translate : restore
}

/** Longest text that answering reads when the network itself has no limit. */
export const generous = 1024
