import { noDropout } from '../../core/nn/dropout.ts'
import { parameters } from '../../core/nn/module.ts'
import type { Config, Network } from '../../core/nn/network.ts'
import { Refusals } from '../../core/problem.ts'
import { input } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { programsOver, type Weights } from '../engine/onnx/programs-over.ts'

const most = 8

/** Runs a network once over a few tokens and gives how many scores came out. Throws Refusals when they are not numbers. */
export async function forward(network: Network, weights: Weights): Promise<{ tokens: number; scores: number }> {
  const { config } = network
  const T = Math.min(most, Number(config.n_positions ?? config.max_position_embeddings ?? most) - 2)
  const ids = input('ids', [1, T], 'int32')
  const target = config.is_encoder_decoder ? input('target', [1, T], 'int32') : undefined
  const logits = network.logits(network.hidden({ ids, target }, noDropout))
  const programs = programsOver(weights)
  const make = () => ({ outputs: { logits }, parameters: parameters(network.parts) })
  const some = tokens(config, T)
  const results = await programs.run('forward', make, { arrays: { ids: some, target: some } })
  await programs.release()
  const values = results.logits?.data as Float32Array
  if (values.some(x => !Number.isFinite(x))) throw notNumbers()
  return { tokens: T, scores: values.length }
}

/** Different tokens, the last one that ends a text: some heads look for it. */
const tokens = ({ vocab_size, eos_token_id }: Config, T: number) =>
  Int32Array.from({ length: T }, (_, i) =>
    i === T - 1 && typeof eos_token_id === 'number' ? eos_token_id : (7 * i + 5) % Number(vocab_size),
  )

const notNumbers = () =>
  new Refusals([
    {
      code: 'not-finite',
      severity: 'error',
      message: text(
        'The model gives scores that are no numbers (NaN or infinity).',
        '模型给出的分数不是有效数字（NaN 或无穷大）。',
      ),
      fix: text('Use an earlier checkpoint.', '请使用更早的检查点。'),
    },
  ])
