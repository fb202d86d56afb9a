import { z } from 'zod'
import { tryParseJson } from '../../../json.ts'
import { lostAnswer, noQuestion } from '../../problems/data-problems.ts'
import type { TextRow } from '../read-context.ts'

const line = z.looseObject({
  context: z.string().min(1),
  question: z.string().trim().min(1),
  answer: z.string().trim().min(1),
  start: z.union([z.int().min(0), z.stringFormat('digits', /^\d+$/).transform(Number)]).optional(),
})

/** The question in a line of JSON, with its context and the start of its answer there (UTF-16 units). Throws problems. */
export function parseQuestion(written: string, name: string, number: number): TextRow {
  const parsed = line.safeParse(tryParseJson(written))
  if (!parsed.success) throw noQuestion(name, number)
  const { context, question, answer } = parsed.data
  const start = findAnswerStart(parsed.data)
  if (start === undefined) throw lostAnswer(name, number, answer)
  return { context, question, answer, start: String(start) }
}

interface Answer {
  readonly context: string
  readonly answer: string
  readonly start?: number | undefined
}

/** Where an answer starts in its context; undefined when it does not occur, or occurs twice without a valid start. */
// Python counts characters beyond the basic plane once, JavaScript twice: the answer shows which was meant.
export function findAnswerStart({ context, answer, start }: Answer): number | undefined {
  if (start === undefined) {
    const place = context.indexOf(answer)
    return place >= 0 && place === context.lastIndexOf(answer) ? place : undefined
  }
  const counted = [...context].slice(0, start).join('').length
  return [start, counted].find(place => context.startsWith(answer, place))
}
