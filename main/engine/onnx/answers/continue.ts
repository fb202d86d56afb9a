import { beforePrompt } from '../../../../core/plan/frame.ts'
import type { WritingRules } from '../../../../core/plan/plan.ts'
import type { Answer } from './ask.ts'
import { type Manner, writeOn } from './write-targets.ts'

/** Writes on from a text, token by token, until the end token or the wanted length. */
export const continueText =
  (rules?: WritingRules): Answer =>
  async (input, asking) => {
    const { vocabulary, encode } = asking.tokenizer
    const prompt = [...beforePrompt(vocabulary), ...encode(input)]
    // an empty text continues from the end of the text before it
    const begun = prompt.length > 0 ? prompt : [vocabulary.end]
    return { task: 'continue', input, output: await writtenAfter(begun, { ...asking, rules }) }
  }

/** Answers a text: `after` says that it is finished. */
export const reply =
  (after: readonly number[]): Answer =>
  async (input, asking) => {
    const prompt = [...asking.tokenizer.encode(input), ...after]
    return { task: 'translate', input, output: await writtenAfter(prompt, asking) }
  }

async function writtenAfter(prompt: readonly number[], asking: Manner): Promise<string> {
  const [written] = await writeOn([prompt], asking)
  return asking.tokenizer.decode(written as number[])
}
