import type { GenerationRules } from '../../../../core/plan/plan.ts'
import { generateBatch } from '../../../../core/predict/generate.ts'
import { sentinelIds } from './gaps.ts'
import type { PredictorOptions } from './predictor.ts'

type Ids = readonly number[]
/** What writing needs to know of a question; `rules` where the model’s own files have some. */
export type GenerationOptions = Omit<PredictorOptions, 'candidates'> & { readonly rules?: GenerationRules | undefined }

/** The tokens that an encoder-decoder writes for each source that it reads, without its start and its end token. */
export async function generateTargets(sources: readonly Ids[], asking: GenerationOptions): Promise<number[][]> {
  const { tokenizer, scorer, length, rules, ...how } = asking
  const { pad, begin, end, mask } = tokenizer.vocabulary
  const banned = [pad, begin, ...(mask === undefined ? [] : [mask])]
  const bounds = { ...(rules ?? defaultRules(end, banned)), length: Math.min(length, scorer.maxTokens - 1) }
  const score = scorer.nextTokenScore({ sources, length: 1 + bounds.length })
  const starts = sources.map(() => [scorer.decoderStartToken])
  return withoutSpecialTokens(await generateBatch(score, starts, how, bounds), [pad, begin, ...bounds.ends])
}

/** The tokens that a decoder writes after each prompt, without the end token. All prompts are equally long. */
export async function generateContinuations(prompts: readonly Ids[], asking: GenerationOptions): Promise<number[][]> {
  const { tokenizer, scorer, length, rules, ...how } = asking
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const banned = [begin, pad, ...(mask === undefined ? [] : [mask]), ...sentinelIds(tokenizer.vocabulary)]
  const bounds = { ...(rules ?? defaultRules(end, banned)), length }
  const score = scorer.nextTokenScore({ length: (prompts[0]?.length ?? 0) + length })
  return withoutSpecialTokens(await generateBatch(score, prompts, how, bounds), [pad, begin, ...bounds.ends])
}

/** Some tokenizers have one token for the begin and the end, or for padding and the end. */
const defaultRules = (end: number, banned: Ids): GenerationRules => ({
  ends: [end],
  banned: banned.filter(id => id !== end),
})

const withoutSpecialTokens = (written: readonly Ids[], special: Ids) =>
  written.map(ids => ids.filter(id => !special.includes(id)))
