// A text is judged the same however much padding stands behind it.
import { expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import type { ModelConfig } from '../../../core/nn/network.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { compiled } from '../../core/tensor/evaluate.ts'
import { all, untrained } from '../../main/weights/saved.ts'

const judges = all.filter(([name, { is_encoder_decoder }]) => / class$/.test(name) && !is_encoder_decoder)
/** As GPT-2 and LLaMA come from elsewhere: padding is told by the mask alone, and is filled up with the end token. */
const without = (config: ModelConfig): ModelConfig => ({ ...config, pad_token_id: null })

test.each(
  judges.flatMap(([name, config, build]) => [
    [name, config, build] as const,
    ...(/^(gpt|llama)/.test(name) ? [[`${name}, without a padding token`, without(config), build] as const] : []),
  ]),
)('%s', async (_, config, build) => {
  const { network, parameters, weights } = untrained(config, build)
  const pad = Number(config.pad_token_id ?? config.eos_token_id ?? 0)
  const text = [21, 32, 43, 54, 65]
  async function scores(length: number) {
    const place = (name: string) => input(name, [1, length], 'int32')
    const inputs = { ids: place('ids'), mask: place('mask') }
    const run = await compiled({ y: network.logits(network.hidden(inputs, noDropout)) }, parameters)
    const filled = (values: readonly number[], filling: number) =>
      Array.from({ length }, (_, i) => values[i] ?? filling)
    const feeds = {
      ids: filled(text, pad),
      mask: filled(
        text.map(() => 1),
        0,
      ),
    }
    return (await run({ ...Object.fromEntries(weights), ...feeds })).y ?? []
  }
  const [alone, padded] = [await scores(text.length), await scores(9)]
  expect(alone).toHaveLength(3)
  for (const [i, score] of alone.entries()) expect(padded[i]).toBeCloseTo(score, 5)
})
