import { aroundSource, framed } from '../../../../core/plan/frame.ts'
import type { WritingRules } from '../../../../core/plan/plan.ts'
import type { Answer, Asking } from './ask.ts'
import { around, filled, noGap } from './blanks.ts'
import { writeTargets } from './write-targets.ts'

/** Reads a source and writes its target. */
export const translate =
  (rules?: WritingRules): Answer =>
  async (input, asking) => {
    const { tokenizer } = asking
    const source = framed(tokenizer.encode(input), aroundSource(tokenizer.vocabulary), asking.scorer.limit)
    const [written = []] = await writeTargets([source], { ...asking, rules })
    return { task: 'translate', input, output: tokenizer.decode(written) }
  }

/** Reads a text with masks for its gaps and writes it whole. `before` comes first in what is read. */
export const repair =
  (before: readonly number[]): Answer =>
  async (input, asking) => {
    const { tokenizer } = asking
    const { mask } = tokenizer.vocabulary
    const source = tokenizer.encode(around(input).join(mask === undefined ? '___' : tokenizer.text(mask)))
    const written = await decode([...before, ...source], asking)
    return { task: 'translate', input, output: asking.tokenizer.decode(written) }
  }

/** Reads the beginning of a text and writes the rest. */
export const goOn: Answer = async (input, asking) => {
  const written = await decode([...asking.tokenizer.encode(input)], asking)
  return { task: 'continue', input, output: asking.tokenizer.decode(written) }
}

/** Restores the missing pieces of a text whose gaps became sentinels: the target is each sentinel and its piece. */
export const restore =
  (before: readonly number[]): Answer =>
  async (input, asking) => {
    const { size, sentinels } = asking.tokenizer.vocabulary
    const pieces = around(input)
    if (pieces.length < 2) throw noGap()
    const source = pieces.flatMap((piece, i) => [
      ...(i > 0 ? [size - i] : []), // the first gap is sentinel 0, the highest id
      ...asking.tokenizer.encode(i > 0 ? piece : piece.trimEnd()),
    ])
    const written = await decode([...before, ...source], asking)
    const fillings = pieces.slice(1).map((_, gap) => {
      const from = written.indexOf(size - 1 - gap) + 1
      if (from === 0) return []
      const to = written.findIndex((id, i) => i >= from && id >= size - sentinels)
      return written.slice(from, to < 0 ? undefined : to)
    })
    const texts = fillings.map(ids => asking.tokenizer.decode(ids))
    return { task: 'restore', input, output: filled(pieces, texts) }
  }

async function decode(source: readonly number[], asking: Asking): Promise<number[]> {
  const { vocabulary } = asking.tokenizer
  const read = framed(source, { before: [], after: [vocabulary.end] }, asking.scorer.limit)
  return (await writeTargets([read], asking))[0] as number[]
}
