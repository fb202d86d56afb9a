import { tanh } from '../tensor/ops/elementwise.ts'
import { softmax } from '../tensor/ops/normalize.ts'
import { concat, type Init, type Tensor } from '../tensor/tensor.ts'
import { linear } from './layers.ts'
import { layer } from './module.ts'

/** What a decoder may look at. */
export interface Source {
  /** States of the encoder [B, S, K]. */
  readonly states: Tensor
  /** Added to the scores: very negative at padding, [B, 1, S]. */
  readonly bias: Tensor | undefined
}

interface Looked {
  /** How much each state counts, [B, U, S]. */
  readonly weights: Tensor
  /** The states so weighted, [B, U, K]. */
  readonly context: Tensor
}

const look = (scores: Tensor, { states, bias }: Source): Looked => {
  const weights = softmax(bias ? scores.add(bias) : scores)
  return { weights, context: weights.matmul(states) }
}

/** score(q, s) = (W q) · s, for queries [B, U, H]: "general" in Luong et al. 2015. All queries look at once. */
export function luong(width: number, memory: number, init: Init) {
  const input_proj = linear(width, memory, { init, bias: false })
  return layer({ input_proj }, (queries: Tensor, source: Source): Looked => {
    const [B, U, H] = queries.shape as [number, number, number]
    const asked = input_proj(queries.reshape(B * U, H)).reshape(B, U, memory)
    return look(asked.matmulT(source.states), source)
  })
}

/** score(q, s) = v · tanh(W q + U s + b) (Bahdanau et al. 2015): a function of a query [B, H], made once per source. */
export function bahdanau(width: number, memory: number, inner: number, init: Init) {
  const query = linear(width, inner, { init, bias: false })
  const key = linear(memory, inner, { init })
  const score = linear(inner, 1, { init, bias: false })
  return layer({ query, key, score }, (source: Source): ((q: Tensor) => Looked) => {
    const [B, S, K] = source.states.shape as [number, number, number]
    const keys = key(source.states.reshape(B * S, K)).reshape(B, S, inner)
    return q => {
      const N = q.dim(0) // several texts may be written from one source
      const fit = tanh(keys.add(query(q).reshape(N, 1, inner))).reshape(N * S, inner)
      return look(score(fit).reshape(N, 1, S), source)
    }
  })
}

/** What was seen and the state that looked, as one: tanh(W [context; state]), rows [N, K] and [N, H] → [N, H]. */
export function readout(width: number, memory: number, init: Init) {
  const output_proj = linear(memory + width, width, { init, bias: false })
  return layer({ output_proj }, (context: Tensor, state: Tensor) => tanh(output_proj(concat([context, state], 1))))
}
