import { concat, constant, split, type Tensor } from '../tensor/tensor.ts'

/** Turns heads [B, H, T, D] by the place of each token. */
export type Rotation = (heads: Tensor) => Tensor

/**
 * Rotary positions (Su et al. 2021): the pair (j, j + D/2) of token t turns by t · base^(−2j/D), so that the product of a
 * query and a key depends only on their distance. Pairs are halves of the head, as Transformers keeps them, not neighbours.
 */
export function rotary(T: number, D: number, base: number): Rotation {
  const half = D / 2
  const angles = Float64Array.from({ length: T * half }, (_, i) => Math.floor(i / half) * base ** (-(i % half) / half))
  const [cos, sin] = [constant(angles.map(Math.cos), [T, half]), constant(angles.map(Math.sin), [T, half])]
  return heads => {
    const [a, b] = split(heads, 3, [half, half]) as [Tensor, Tensor]
    return concat([a.mul(cos).sub(b.mul(sin)), b.mul(cos).add(a.mul(sin))], 3)
  }
}
