import { gather } from '../tensor/ops/gather.ts'
import { concat, constant, split, type Tensor } from '../tensor/tensor.ts'
import type { Cache } from './cache.ts'

/** Turns heads [B, H, T, D] by the place of each token. */
export type Rotation = (heads: Tensor) => Tensor

/** How far the pairs of a head turn from one place to the next. */
export interface Rope {
  /** Base of the turns. */
  readonly theta: number
  /** What a turn becomes in a network that was trained on for longer texts, in radians; default the same. */
  readonly slowed?: (turn: number) => number
}

/**
 * Rotary positions (Su et al. 2021): the pair (j, j + D/2) of token t turns by t · theta^(−2j/D), so that the product of a
 * query and a key depends only on their distance. Pairs are halves of the head, as Transformers keeps them, not neighbours.
 */
export function rotary(T: number, D: number, rope: number | Rope, cache?: Cache): Rotation {
  const half = D / 2
  const { theta, slowed = turn => turn }: Rope = typeof rope === 'number' ? { theta: rope } : rope
  const turns = Float64Array.from({ length: half }, (_, j) => slowed(theta ** (-j / half)))
  const length = cache?.length ?? T
  const angles = Float64Array.from(
    { length: length * half },
    (_, i) => Math.floor(i / half) * (turns[i % half] as number),
  )
  const rows = (of: (angle: number) => number) => {
    const table = constant(angles.map(of), [length, half])
    return cache ? gather(table, cache.places) : table
  }
  const [cos, sin] = [rows(Math.cos), rows(Math.sin)]
  return heads => {
    const [a, b] = split(heads, 3, [half, half]) as [Tensor, Tensor]
    return concat([a.mul(cos).sub(b.mul(sin)), b.mul(cos).add(a.mul(sin))], 3)
  }
}
