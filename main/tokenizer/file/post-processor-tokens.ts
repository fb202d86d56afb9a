import { z } from 'zod'
import type { SpecialTokens } from '../../../core/plan/plan.ts'

const special = z.tuple([z.string(), z.int().min(0)])
const item = z.union([
  z.object({ SpecialToken: z.looseObject({ id: z.string() }) }),
  z.object({ Sequence: z.looseObject({ id: z.string() }) }),
])

/** Steps of a post-processor that add special tokens. Other steps only change offsets. */
const stepSchemas = {
  TemplateProcessing: z.looseObject({
    single: z.array(item),
    special_tokens: z.record(z.string(), z.looseObject({ ids: z.array(z.int().min(0)) })),
  }),
  BertProcessing: z.looseObject({ cls: special, sep: special }),
  RobertaProcessing: z.looseObject({ cls: special, sep: special }),
  Sequence: z.looseObject({ processors: z.array(z.looseObject({ type: z.string() })) }),
}

const noTokens: SpecialTokens = { before: [], after: [] }

/** The special tokens that the post-processor puts around a single text; undefined where it adds none. Throws ZodError for a step in an unknown format. */
export function postProcessorTokens({
  post_processor,
}: {
  readonly post_processor?: unknown
}): SpecialTokens | undefined {
  const frame = tokensOfStep(post_processor)
  return frame.before.length + frame.after.length > 0 ? frame : undefined
}

function tokensOfStep(step: unknown): SpecialTokens {
  const type = (step as { readonly type?: unknown } | null | undefined)?.type
  if (type === 'Sequence')
    return stepSchemas.Sequence.parse(step).processors.reduce(
      (inner, outer) => around(inner, tokensOfStep(outer)),
      noTokens,
    )
  if (type === 'BertProcessing' || type === 'RobertaProcessing') {
    const { cls, sep } = stepSchemas[type].parse(step)
    return { before: [cls[1]], after: [sep[1]] }
  }
  return type === 'TemplateProcessing' ? tokensOfTemplate(stepSchemas.TemplateProcessing.parse(step)) : noTokens
}

const around = (inner: SpecialTokens, outer: SpecialTokens): SpecialTokens => ({
  before: [...outer.before, ...inner.before],
  after: [...inner.after, ...outer.after],
})

function tokensOfTemplate({ single, special_tokens }: z.infer<typeof stepSchemas.TemplateProcessing>): SpecialTokens {
  const text = single.findIndex(part => 'Sequence' in part)
  const idsOf = (parts: typeof single) =>
    parts.flatMap(part => ('SpecialToken' in part ? (special_tokens[part.SpecialToken.id]?.ids ?? []) : []))
  return { before: idsOf(single.slice(0, text)), after: idsOf(single.slice(text + 1)) }
}
