import { z } from 'zod'
import type { Texts } from './texts.ts'

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
 * The questions of an article as SQuAD and its like in other languages publish them, a row each with its context and first
 * answer (nothing where it has none); undefined when it is no such article.
 */
export function nestedQuestions(article: unknown): Texts[] | undefined {
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
