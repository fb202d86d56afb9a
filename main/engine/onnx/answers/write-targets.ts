import type { WritingRules } from '../../../../core/plan/plan.ts'
import { writeAll } from '../../../../core/predict/write.ts'
import type { Asking } from './ask.ts'
import { sentinelsOf } from './sentinels.ts'

type Ids = readonly number[]
/** What writing needs to know of a question; `rules` where the model’s own files have some. */
export type Manner = Omit<Asking, 'candidates'> & { readonly rules?: WritingRules | undefined }

/** The tokens that an encoder-decoder writes for each source that it reads, without its start and its end token. */
export async function writeTargets(sources: readonly Ids[], asking: Manner): Promise<number[][]> {
  const { tokenizer, scorer, length, rules, ...how } = asking
  const { pad, begin, end, mask } = tokenizer.vocabulary
  const banned = [pad, begin, ...(mask === undefined ? [] : [mask])]
  const bounds = { ...(rules ?? own(end, banned)), length: Math.min(length, scorer.limit - 1) }
  const score = scorer.writer({ sources, length: 1 + bounds.length })
  const starts = sources.map(() => [scorer.start])
  return withoutSpecial(await writeAll(score, starts, how, bounds), [pad, begin, ...bounds.ends])
}

/** The tokens that a decoder writes after each prompt, without the end token. All prompts are equally long. */
export async function writeOn(prompts: readonly Ids[], asking: Manner): Promise<number[][]> {
  const { tokenizer, scorer, length, rules, ...how } = asking
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const banned = [begin, pad, ...(mask === undefined ? [] : [mask]), ...sentinelsOf(tokenizer.vocabulary)]
  const bounds = { ...(rules ?? own(end, banned)), length }
  const score = scorer.writer({ length: (prompts[0]?.length ?? 0) + length })
  return withoutSpecial(await writeAll(score, prompts, how, bounds), [pad, begin, ...bounds.ends])
}

/** Some tokenizers have one token for the begin and the end, or for padding and the end. */
const own = (end: number, banned: Ids): WritingRules => ({ ends: [end], banned: banned.filter(id => id !== end) })

const withoutSpecial = (written: readonly Ids[], special: Ids) =>
  written.map(ids => ids.filter(id => !special.includes(id)))
