import { choose } from '../../../../core/predict/choose.ts'
import { hash, random } from '../../../../core/random.ts'
import type { Answer, Asking } from './ask.ts'
import { around, filled, noGap } from './blanks.ts'

/** Reads a source and writes its target. */
export const translate: Answer = async (input, asking) => {
  const written = await decode([...asking.tokenizer.encode(input)], asking)
  return { task: 'translate', input, output: asking.tokenizer.decode(written) }
}

/** Restores the missing pieces of a text whose gaps became sentinels: the target is each sentinel and its piece. */
export const restore: Answer = async (input, asking) => {
  const { size, sentinels } = asking.tokenizer.vocabulary
  const pieces = around(input)
  if (pieces.length < 2) throw noGap()
  const source = pieces.flatMap((piece, i) => [
    ...(i > 0 ? [size - i] : []), // the first gap is sentinel 0, the highest id
    ...asking.tokenizer.encode(i > 0 ? piece : piece.trimEnd()),
  ])
  const written = await decode(source, asking)
  const fillings = pieces.slice(1).map((_, gap) => {
    const from = written.indexOf(size - 1 - gap) + 1
    if (from === 0) return []
    const to = written.findIndex((id, i) => i >= from && id >= size - sentinels)
    return written.slice(from, to < 0 ? undefined : to)
  })
  const texts = fillings.map(ids => asking.tokenizer.decode(ids))
  return { task: 'restore', input, output: filled(pieces, texts) }
}

/** The decoder's tokens, without its start and its end token. */
async function decode(source: readonly number[], { tokenizer, scorer, length, seed, ...choosing }: Asking) {
  const { pad, begin, end, mask } = tokenizer.vocabulary
  const draw = random(hash(seed))
  const banned = new Set([pad, begin, ...(mask === undefined ? [] : [mask])])
  const ids = [...source.slice(0, scorer.limit - 1), end]
  const written: number[] = []
  while (written.length < Math.min(length, scorer.limit - 1)) {
    const [logits] = await scorer.score({ ids, target: [pad, ...written], rows: [written.length] })
    const id = choose(logits as Float32Array, choosing, draw, banned)
    if (id === end) break
    written.push(id)
  }
  return written
}
