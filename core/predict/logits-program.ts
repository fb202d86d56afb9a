import { noDropout } from '../nn/dropout.ts'
import { namedParameters } from '../nn/module.ts'
import type { Network } from '../nn/network.ts'
import { gather } from '../tensor/ops/gather.ts'
import type { Program } from '../tensor/program.ts'
import { input } from '../tensor/tensor.ts'

interface LogitsSizes {
  /** Tokens of input, padding included. */
  readonly length: number
  /** Tokens of decoder input, for an encoder-decoder. */
  readonly targetLength?: number
  /** Places to score; the output layer sees all there is when absent. */
  readonly rows?: number
}

/**
 * Scores over the vocabulary at chosen places of one text: feeds `ids`, `mask` and (where the network tells two texts apart)
 * `types` [1, length], `rows` [rows] and for an encoder-decoder `target` [1, targetLength]; output `logits` [rows, V].
 */
export function logitsProgram(network: Network, { length, targetLength, rows }: LogitsSizes): Program {
  const ids = input('ids', [1, length], 'int32')
  const mask = input('mask', [1, length], 'int32')
  const target = targetLength === undefined ? undefined : input('target', [1, targetLength], 'int32')
  const types = input('types', [1, length], 'int32')
  const hidden = network.hidden({ ids, mask, types, target }, noDropout)
  const logits = network.logits(rows === undefined ? hidden : gather(hidden, input('rows', [rows], 'int32')))
  return { outputs: { logits }, parameters: namedParameters(network.parts) }
}
