import { writeAll } from '../../../../core/predict/write.ts'
import type { Asking } from './ask.ts'
import { sentinelsOf } from './sentinels.ts'

type Ids = readonly number[]
/** What writing needs to know of a question. */
type Manner = Omit<Asking, 'candidates'>

/** The tokens that an encoder-decoder writes for each source, without its start and its end token. */
export async function writeTargets(sources: readonly Ids[], asking: Manner): Promise<number[][]> {
  const { tokenizer, scorer, length, ...how } = asking
  const { pad, begin, end, mask } = tokenizer.vocabulary
  const banned = [pad, begin, ...(mask === undefined ? [] : [mask])]
  const bounds = { length: Math.min(length, scorer.limit - 1), ends: [end], banned }
  const read = sources.map(source => [...source.slice(0, scorer.limit - 1), end])
  const score = scorer.writer({ sources: read, length: 1 + bounds.length })
  const starts = sources.map(() => [scorer.start])
  return withoutEnds(await writeAll(score, starts, how, bounds), end)
}

/** The tokens that a decoder writes after each prompt, without the end token. All prompts are equally long. */
export async function writeOn(prompts: readonly Ids[], asking: Manner): Promise<number[][]> {
  const { tokenizer, scorer, length, ...how } = asking
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const banned = [begin, pad, ...(mask === undefined ? [] : [mask]), ...sentinelsOf(tokenizer.vocabulary)]
  const score = scorer.writer({ length: (prompts[0]?.length ?? 0) + length })
  return withoutEnds(await writeAll(score, prompts, how, { length, ends: [end], banned }), end)
}

const withoutEnds = (written: readonly Ids[], end: number) => written.map(ids => ids.filter(id => id !== end))
