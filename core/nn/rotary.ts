import { gather } from '../tensor/ops/gather.ts'
import { concat, constant, split, type Tensor } from '../tensor/tensor.ts'
import type { Cache } from './cache.ts'

/** Turns heads [B, H, T, D] by the place of each token. */
export type Rotation = (heads: Tensor) => Tensor

/**
 * Rotary positions (Su et al. 2021): the pair (j, j + D/2) of token t turns by t · base^(−2j/D), so that the product of a
 * query and a key depends only on their distance. Pairs are halves of the head, as Transformers keeps them, not neighbours.
 */
export function rotary(T: number, D: number, base: number, cache?: Cache): Rotation {
  const half = D / 2
  const length = cache?.length ?? T
  const angles = Float64Array.from(
    { length: length * half },
    (_, i) => Math.floor(i / half) * base ** (-(i % half) / half),
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
