import { greater, less, where } from '../tensor/ops/elementwise.ts'
import { softmax } from '../tensor/ops/normalize.ts'
import { constant, scalar, type Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'

/** Added to a score that must not count: large enough that exp() gives 0, small enough to be added twice. */
const hidden = -1e9

/** Rows [B·T, C] as heads [B, H, T, C/H]. */
export const splitHeads = (x: Tensor, B: number, heads: number): Tensor =>
  x.reshape(B, x.dim(0) / B, heads, x.dim(1) / heads).transpose(0, 2, 1, 3)

/** Heads [B, H, T, D] as rows [B·T, H·D]. */
export const mergeHeads = (x: Tensor): Tensor =>
  x.transpose(0, 2, 1, 3).reshape(x.dim(0) * x.dim(2), x.dim(1) * x.dim(3))

interface AttendOptions {
  /** Multiplies the scores; T5 uses 1, everyone else 1/√D. */
  readonly scale: number
  /** Added to the scores [B, H, T, S]: who may look at whom, and relative positions. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
  /** Share of attention weights dropped. */
  readonly share: number
}

/** softmax(scale · q·kᵀ + bias) · v for q [B, H, T, D] and k, v [B, H, S, D] → [B, H, T, D] (Vaswani et al. 2017). */
export function attend(q: Tensor, k: Tensor, v: Tensor, { scale, bias, dropout, share }: AttendOptions): Tensor {
  const products = q.matmul(k.T)
  const scores = scale === 1 ? products : products.mul(scale) // [B, H, T, S]
  return dropout(softmax(bias ? scores.add(bias) : scores), share).matmul(v)
}

const range = (length: number, ...shape: number[]) =>
  constant(
    Array.from({ length }, (_, i) => i),
    shape,
    'int32',
  )

/** A token sees itself and what came before: [1, 1, T, T], 0 where it may look, very negative where it may not. */
export const causalBias = (T: number): Tensor =>
  where(greater(range(T, 1, 1, 1, T), range(T, 1, 1, T, 1)), scalar(hidden), scalar(0))

/** Nobody looks at padding: mask [B, S] of 1 (token) and 0 (padding) → [B, 1, 1, S]. */
export const paddingBias = (mask: Tensor): Tensor =>
  where(less(mask.reshape(mask.dim(0), 1, 1, mask.dim(1)), scalar(1, 'int32')), scalar(hidden), scalar(0))

/** Both may be absent. */
export const sumBias = (...parts: readonly (Tensor | undefined)[]): Tensor | undefined =>
  parts.filter(p => p !== undefined).reduce<Tensor | undefined>((sum, p) => (sum ? sum.add(p) : p), undefined)
