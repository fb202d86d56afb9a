import { tanh } from '../tensor/ops/elementwise.ts'
import { softmax } from '../tensor/ops/normalization.ts'
import { concat, type Init, type Tensor } from '../tensor/tensor.ts'
import { linear } from './layers.ts'
import { type Layer, layer } from './module.ts'

/** What a decoder may look at. */
export interface EncoderStates {
  /** States of the encoder [B, S, K]. */
  readonly states: Tensor
  /** Added to the scores: very negative at padding, [B, 1, S]. */
  readonly bias: Tensor | undefined
}

interface AttentionOutput {
  /** How much each state counts, [B, U, S]. */
  readonly weights: Tensor
  /** The states so weighted, [B, U, K]. */
  readonly context: Tensor
}

const attend = (scores: Tensor, { states, bias }: EncoderStates): AttentionOutput => {
  const weights = softmax(bias ? scores.add(bias) : scores)
  return { weights, context: weights.matmul(states) }
}

/** A look of queries [N, U, H] at a source; several texts N may be written from one source. All queries look at once. */
export type Attend = (queries: Tensor) => AttentionOutput
/** Made once per source. */
export type AttentionLayer = Layer<(source: EncoderStates) => Attend>

/** score(q, s) = q · s: "dot" in Luong et al. 2015. Queries and states must be equally wide. */
export const dotAttention = (): AttentionLayer =>
  layer({}, source => queries => attend(queries.matmulT(source.states), source))

/** score(q, s) = (W q) · s: "general" in Luong et al. 2015. */
export function generalAttention(width: number, memory: number, init: Init): AttentionLayer {
  const input_proj = linear(width, memory, { init, bias: false })
  return layer({ input_proj }, source => queries => {
    const [N, U, H] = queries.shape as [number, number, number]
    const asked = input_proj(queries.reshape(N * U, H)).reshape(N, U, memory)
    return attend(asked.matmulT(source.states), source)
  })
}

/** score(q, s) = v · tanh(W q + U s + b): Bahdanau et al. 2015, and "concat" in Luong et al. 2015. */
export function additiveAttention(width: number, memory: number, inner: number, init: Init): AttentionLayer {
  const query = linear(width, inner, { init, bias: false })
  const key = linear(memory, inner, { init })
  const score = linear(inner, 1, { init, bias: false })
  return layer({ query, key, score }, source => {
    const [B, S, K] = source.states.shape as [number, number, number]
    const keys = key(source.states.reshape(B * S, K)).reshape(B, 1, S, inner)
    return queries => {
      const [N, U, H] = queries.shape as [number, number, number]
      const asked = query(queries.reshape(N * U, H)).reshape(N, U, 1, inner)
      const fit = tanh(keys.add(asked)).reshape(N * U * S, inner)
      return attend(score(fit).reshape(N, U, S), source)
    }
  })
}

/** What was seen and the state that looked, as one: tanh(W [context; state]), rows [N, K] and [N, H] → [N, H]. */
export function attentionalState(width: number, memory: number, init: Init) {
  const output_proj = linear(memory + width, width, { init, bias: false })
  return layer({ output_proj }, (context: Tensor, state: Tensor) => tanh(output_proj(concat([context, state], 1))))
}
