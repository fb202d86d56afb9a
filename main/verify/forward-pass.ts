import { noDropout } from '../../core/nn/dropout.ts'
import { namedParameters } from '../../core/nn/module.ts'
import type { Network } from '../../core/nn/network.ts'
import { Refusals } from '../../core/problem.ts'
import { input } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { createProgramCache } from '../engine/onnx/program-cache.ts'
import type { Weights } from '../weights/fit-weights.ts'

const maxForwardTokens = 8

/** Runs a network once over a few tokens and gives how many scores came out. Throws Refusals when they are not numbers. */
export async function runForwardPass(network: Network, weights: Weights): Promise<{ tokens: number; scores: number }> {
  const ids = exampleTokens(network)
  const scores = await computeLogits(network, weights, ids)
  if (scores.some(x => !Number.isFinite(x))) throw notNumbers()
  return { tokens: ids.length, scores: scores.length }
}

/** All scores of a network over one text; a decoder beside an encoder reads the same text. */
export async function computeLogits(network: Network, weights: Weights, text: Int32Array): Promise<Float32Array> {
  const ids = input('ids', [1, text.length], 'int32')
  const target = network.config.is_encoder_decoder ? input('target', [1, text.length], 'int32') : undefined
  const logits = network.logits(network.hidden({ ids, target }, noDropout))
  const programs = createProgramCache(weights)
  const make = () => ({ outputs: { logits }, parameters: namedParameters(network.parts) })
  const results = await programs.run('scores', make, { arrays: { ids: text, target: text } })
  await programs.release()
  return results.logits?.data as Float32Array
}

/** Different tokens, the last one that ends a text, if the vocabulary has it: some heads look for it. */
export function exampleTokens({ config, family }: Pick<Network, 'config' | 'family'>): Int32Array {
  const { vocab_size, eos_token_id: end } = config
  const T = Math.min(maxForwardTokens, family.maxLength(config) ?? maxForwardTokens)
  const ends = typeof end === 'number' && end >= 0 && end < Number(vocab_size)
  return Int32Array.from({ length: T }, (_, i) => (i === T - 1 && ends ? end : (7 * i + 5) % Number(vocab_size)))
}

const notNumbers = () =>
  new Refusals([
    {
      code: 'not-finite',
      severity: 'error',
      message: text(
        'The model’s logits are not finite (NaN or infinity).',
        '模型的 logits 不是有限数值（NaN 或无穷大）。',
      ),
      fix: text('Use an earlier checkpoint.', '请使用更早的检查点。'),
    },
  ])
