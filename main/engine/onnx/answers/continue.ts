import { write } from '../../../../core/predict/write.ts'
import type { Answer } from './ask.ts'
import { sentinelsOf } from './sentinels.ts'

/** Writes on from a text, token by token, until the end token or the wanted length. */
export const continueText: Answer = async (input, { tokenizer, scorer, length, ...how }) => {
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const banned = [begin, pad, ...(mask === undefined ? [] : [mask]), ...sentinelsOf(tokenizer.vocabulary)]
  // an empty text continues from the end of the text before it
  const prompt = input === '' ? [end] : [...tokenizer.encode(input)]
  const score = scorer.writer({ length: prompt.length + length })
  const written = await write(score, prompt, how, { length, ends: [end], banned })
  return { task: 'continue', input, output: tokenizer.decode(written.filter(id => id !== end)) }
}
