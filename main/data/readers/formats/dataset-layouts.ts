import { z } from 'zod'
import type { JsonObject } from '../../../json.ts'
import { isJsonObject } from '../../../json.ts'
import type { TextRow } from '../read-context.ts'

const schema = z.looseObject({
  title: z.string().optional(),
  paragraphs: z.array(
    z.looseObject({
      context: z.string(),
      qas: z.array(
        z.looseObject({
          question: z.string(),
          answers: z.array(z.looseObject({ text: z.string(), answer_start: z.number().optional() })).default([]),
        }),
      ),
    }),
  ),
})

/**
 * The questions of an article in SQuAD's layout (and its counterparts in other languages), one row each with its context and first
 * answer ('' where it has none); undefined for another layout.
 */
export function squadRows(article: unknown): TextRow[] | undefined {
  const parsed = schema.safeParse(article)
  if (!parsed.success) return undefined
  return parsed.data.paragraphs.flatMap(({ context, qas }) =>
    qas.map(({ question, answers: [answer] }) => ({
      context,
      question,
      answer: answer?.text ?? '',
      answer_start: String(answer?.answer_start ?? ''),
    })),
  )
}

/**
 * A row whose `label` lists texts and their positions by tag, as CLUENER does, converted to a list of annotations:
 * {"name": {"叶老桂": [[9, 11]]}}, where the end is inclusive. Other rows stay unchanged.
 */
export function withListedSpans(row: JsonObject): JsonObject {
  const tags = row.label
  if (!isJsonObject(tags) || typeof row.text !== 'string') return row
  const marks = Object.entries(tags).flatMap(([tag, texts]) =>
    Object.entries(isJsonObject(texts) ? texts : { '': undefined }).flatMap(([text, places]) =>
      spansOf(tag, text, places),
    ),
  )
  return marks.includes(undefined) ? row : { ...row, label: marks }
}

function spansOf(tag: string, text: string, places: unknown) {
  if (!Array.isArray(places) || text === '') return [undefined]
  return places.map((place: unknown) => {
    const start: unknown = Array.isArray(place) && place.length === 2 ? place[0] : undefined
    return Number.isInteger(start) ? [start, Number(start) + [...text].length, tag] : undefined
  })
}
