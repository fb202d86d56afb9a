import { equal, greater, less, where } from '../tensor/ops/elementwise.ts'
import { softmax } from '../tensor/ops/normalization.ts'
import { constant, scalar, type Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import type { KeyValueUpdate, KVCache } from './kv-cache.ts'
import type { Layer } from './module.ts'
import type { NetworkInputs } from './network.ts'

/** Added to a score that must not count: large enough that exp() gives 0, small enough to be added twice. */
const maskedScore = -1e9

/** Rows [B·T, C] as heads [B, H, T, C/H]. */
export const splitHeads = (x: Tensor, B: number, heads: number): Tensor =>
  x.reshape(B, x.dim(0) / B, heads, x.dim(1) / heads).transpose(0, 2, 1, 3)

/** Heads [B, H, T, D] as rows [B·T, H·D]. */
export const mergeHeads = (x: Tensor): Tensor =>
  x.transpose(0, 2, 1, 3).reshape(x.dim(0) * x.dim(2), x.dim(1) * x.dim(3))

interface AttentionOptions {
  /** Multiplies the scores; T5 uses 1, everyone else 1/√D. */
  readonly scale: number
  /** Added to the scores [B, H, T, S]: who may look at whom, and relative positions. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
  /** Share of attention weights dropped. */
  readonly dropoutRate: number
  /** Where keys and values come from when some were computed before. */
  readonly updateKeyValues?: KeyValueUpdate | undefined
}

/** softmax(scale · q·kᵀ + bias) · v for q [B, H, T, D] and k, v [B, H, S, D] → [B, H, T, D] (Vaswani et al. 2017). */
export function scaledDotProductAttention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
  const { scale, bias, dropout, dropoutRate, updateKeyValues } = options
  const [keys, values] = updateKeyValues ? updateKeyValues(k, v) : [k, v]
  const products = q.matmulT(keys)
  const scores = scale === 1 ? products : products.mul(scale) // [B, H, T, S]
  return dropout(softmax(bias ? scores.add(bias) : scores), dropoutRate).matmul(values)
}

interface Projections {
  readonly q: Layer
  readonly k: Layer
  readonly v: Layer
  readonly o: Layer
}

/** Rows x [B·T, C] attend to rows `source` [B·S, C] with several heads, each through its share of the projections. */
export function multiHeadAttention(
  { q, k, v, o }: Projections,
  { x, source = x, B, heads, ...options }: AttentionOptions & MultiHeadInputs,
): Tensor {
  const split = (rows: Tensor) => splitHeads(rows, B, heads)
  return o(mergeHeads(scaledDotProductAttention(split(q(x)), split(k(source)), split(v(source)), options)))
}

interface MultiHeadInputs {
  readonly x: Tensor
  /** Default: x itself. */
  readonly source?: Tensor
  readonly B: number
  readonly heads: number
}

const range = (length: number, ...shape: number[]) =>
  constant(
    Array.from({ length }, (_, i) => i),
    shape,
    'int32',
  )

/** The places of keys and of queries in their text; with a cache, of all keys it holds and of the queries at hand. */
const tokenPositions = (T: number, cache: KVCache | undefined) => ({
  key: cache ? range(cache.maxLength, 1, 1, 1, cache.maxLength) : range(T, 1, 1, 1, T),
  query: cache ? cache.positions.reshape(1, 1, T, 1) : range(T, 1, 1, T, 1),
})

/** A token sees itself and what came before: [1, 1, T, S], 0 where it may look, very negative where it may not. */
export function causalBias(T: number, cache?: KVCache): Tensor {
  const { key, query } = tokenPositions(T, cache)
  return where(greater(key, query), scalar(maskedScore), scalar(0))
}

/** Nobody looks at padding: mask [B, S] of 1 (token) and 0 (padding) → [B, 1, 1, S]. */
export const paddingBias = (mask: Tensor): Tensor =>
  where(less(mask.reshape(mask.dim(0), 1, 1, mask.dim(1)), scalar(1, 'int32')), scalar(maskedScore), scalar(0))

/** A token sees those up to `reach` places away, on both sides: [1, 1, T, T]; nothing when that is all of them. */
export function localAttentionBias(T: number, reach: number): Tensor | undefined {
  if (T - 1 <= reach) return undefined
  const far = (i: number) => Math.abs(Math.floor(i / T) - (i % T)) > reach
  return constant(
    Float32Array.from({ length: T * T }, (_, i) => (far(i) ? maskedScore : 0)),
    [1, 1, T, T],
  )
}

/** Everybody sees the beginning of the text, too: prefix [B, T] of 1 (beginning) and 0 → [B, 1, T, T]. */
const prefixBias = (prefix: Tensor, causal: Tensor): Tensor =>
  where(greater(asKeys(prefix), scalar(0, 'int32')), scalar(0), causal)

/** Nobody looks into another document: documents [B, T] → [B, 1, T, T]. */
const documentBias = (documents: Tensor): Tensor =>
  where(equal(asKeys(documents), asQueries(documents)), scalar(0), scalar(maskedScore))

const asKeys = (x: Tensor) => x.reshape(x.dim(0), 1, 1, x.dim(1))
const asQueries = (x: Tensor) => x.reshape(x.dim(0), 1, x.dim(1), 1)

/**
 * Who sees whom in a network that reads from left to right: [1 or B, 1, T, S]. With a `window` a token looks no further back
 * than at the window − 1 tokens before it.
 */
export function decoderAttentionBias(inputs: NetworkInputs, window?: number): Tensor {
  const { ids, mask, documents, prefix, cache } = inputs
  const T = ids.dim(1)
  const causal = prefix ? prefixBias(prefix, causalBias(T, cache)) : causalBias(T, cache)
  const near = window ? where(outsideWindow(T, window, cache), scalar(maskedScore), causal) : causal
  return addBiases(near, mask && paddingBias(mask), documents && documentBias(documents)) as Tensor
}

function outsideWindow(T: number, window: number, cache: KVCache | undefined): Tensor {
  const { key, query } = tokenPositions(T, cache)
  return less(key, query.sub(window - 1))
}

/** Both may be absent. */
export const addBiases = (...parts: readonly (Tensor | undefined)[]): Tensor | undefined =>
  parts.filter(p => p !== undefined).reduce<Tensor | undefined>((sum, p) => (sum ? sum.add(p) : p), undefined)
