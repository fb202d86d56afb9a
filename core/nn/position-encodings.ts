import { gather } from '../tensor/ops/gather.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { concat, constant, split } from '../tensor/tensor.ts'
import type { KVCache } from './kv-cache.ts'

/** Turns heads [B, H, T, D] by the place of each token. */
export type Rotation = (heads: Tensor) => Tensor

/** How far the pairs of a head turn from one place to the next. */
export interface RopeOptions {
  /** Base of the turns. */
  readonly theta: number
  /** What a turn becomes in a network that was trained on for longer texts, in radians; default the same. */
  readonly scaleFrequency?: (turn: number) => number
}

/**
 * Rotary positions (Su et al. 2021): the pair (j, j + D/2) of token t turns by t · theta^(−2j/D), so that the product of a
 * query and a key depends only on their distance. Pairs are halves of the head, as Transformers keeps them, not neighbours.
 */
export function rotaryEmbedding(T: number, D: number, rope: number | RopeOptions, cache?: KVCache): Rotation {
  const half = D / 2
  const { theta, scaleFrequency: slowed = turn => turn }: RopeOptions =
    typeof rope === 'number' ? { theta: rope } : rope
  const turns = Float64Array.from({ length: half }, (_, j) => slowed(theta ** (-j / half)))
  const length = cache?.maxLength ?? T
  const angles = Float64Array.from(
    { length: length * half },
    (_, i) => Math.floor(i / half) * (turns[i % half] as number),
  )
  const rows = (of: (angle: number) => number) => {
    const table = constant(angles.map(of), [length, half])
    return cache ? gather(table, cache.positions) : table
  }
  const [cos, sin] = [rows(Math.cos), rows(Math.sin)]
  return heads => {
    const [a, b] = split(heads, 3, [half, half]) as [Tensor, Tensor]
    return concat([a.mul(cos).sub(b.mul(sin)), b.mul(cos).add(a.mul(sin))], 3)
  }
}

/**
 * Places as waves (Vaswani et al. 2017): [T, C], where columns k and ⌈C/2⌉ + k hold the sine and cosine of place / 10000^(2k/C).
 * Marian keeps all sines before all cosines.
 */
export function sinusoidalPositions(T: number, C: number, cache?: KVCache): Tensor {
  const length = cache?.maxLength ?? T
  const half = Math.ceil(C / 2)
  const values = Float64Array.from({ length: length * C }, (_, i) => {
    const [place, column] = [Math.floor(i / C), i % C]
    const angle = place / 10_000 ** ((2 * (column % half)) / C)
    return column < half ? Math.sin(angle) : Math.cos(angle)
  })
  const table = constant(values, [length, C])
  return cache ? gather(table, cache.positions) : table
}
