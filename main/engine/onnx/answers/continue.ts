import type { Answer, Asking } from './ask.ts'
import { writeOn } from './write-targets.ts'

/** Writes on from a text, token by token, until the end token or the wanted length. */
export const continueText: Answer = async (input, asking) => {
  const { tokenizer } = asking
  // an empty text continues from the end of the text before it
  const prompt = input === '' ? [tokenizer.vocabulary.end] : [...tokenizer.encode(input)]
  return { task: 'continue', input, output: await writtenAfter(prompt, asking) }
}

/** Answers a text: `after` says that it is finished. */
export const reply =
  (after: readonly number[]): Answer =>
  async (input, asking) => {
    const prompt = [...asking.tokenizer.encode(input), ...after]
    return { task: 'translate', input, output: await writtenAfter(prompt, asking) }
  }

async function writtenAfter(prompt: readonly number[], asking: Asking): Promise<string> {
  const [written] = await writeOn([prompt], asking)
  return asking.tokenizer.decode(written as number[])
}
