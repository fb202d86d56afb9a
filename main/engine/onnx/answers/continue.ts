import { choose } from '../../../../core/predict/choose.ts'
import { hash, random } from '../../../../core/random.ts'
import type { Answer } from './ask.ts'

/** Writes on from a text, token by token, until the end token or the wanted length. */
export const continueText: Answer = async (input, { tokenizer, scorer, length, seed, ...choosing }) => {
  const { begin, end, pad, mask, size, sentinels } = tokenizer.vocabulary
  const draw = random(hash(seed))
  const banned = new Set([begin, pad, ...(mask === undefined ? [] : [mask])])
  for (let k = 0; k < sentinels; k++) banned.add(size - 1 - k)
  // an empty text continues from the end of the text before it
  const prompt = input === '' ? [end] : [...tokenizer.encode(input)]
  const written: number[] = []
  while (written.length < length) {
    const seen = [...prompt, ...written].slice(-scorer.limit)
    const [logits] = await scorer.score({ ids: seen, rows: [seen.length - 1] })
    const id = choose(logits as Float32Array, choosing, draw, banned)
    if (id === end) break
    written.push(id)
  }
  return { task: 'continue', input, output: tokenizer.decode(written) }
}
