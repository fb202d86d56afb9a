import type { GenerationRules } from '../../../../core/plan/plan.ts'
import { promptPrefix } from '../../../../core/plan/special-tokens.ts'
import { type GenerationOptions, generateContinuations } from './generate.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'

/** Writes on from a text, token by token, until the end token or the wanted length. */
export const continueText =
  (rules?: GenerationRules): Predictor =>
  async (input, asking) => {
    const { vocabulary, encode } = asking.tokenizer
    const prompt = [...promptPrefix(vocabulary), ...encode(input)]
    // an empty text continues from the end of the text before it
    const begun = prompt.length > 0 ? prompt : [vocabulary.end]
    return { task: 'continue', input, output: await generateAfter(begun, { ...asking, rules }) }
  }

/** Answers a text: `after` says that it is finished. */
export const followInstruction =
  (after: readonly number[]): Predictor =>
  async (input, asking) => {
    const prompt = [...asking.tokenizer.encode(input), ...after]
    return { task: 'translate', input, output: await generateAfter(prompt, asking) }
  }

async function generateAfter(prompt: readonly number[], asking: GenerationOptions): Promise<string> {
  const [written] = await generateContinuations([prompt], asking)
  return asking.tokenizer.decode(written as number[])
}

export default [
  { task: 'causal', predictor: ({ batches }) => continueText(batches.asking?.writing) },
  {
    task: 'causal',
    when: ({ batches }) => batches.asking?.after !== undefined,
    predictor: ({ batches }) => followInstruction(batches.asking?.after ?? []),
  },
] satisfies readonly PredictionTask[]
