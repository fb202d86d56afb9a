import { hash } from '../random.ts'
import { less, where } from '../tensor/ops/elementwise.ts'
import { product } from '../tensor/shape.ts'
import { constant, scalar, type Tensor, withGradient } from '../tensor/tensor.ts'

/** Sets a share of the numbers to 0 and scales up the rest. In evaluation it is the identity. */
export interface Dropout {
  (x: Tensor, share: number): Tensor
  /** The same inside a loop: its steps, told apart by an int32 scalar, drop different places. */
  readonly at: (step: Tensor) => Dropout
}

export const noDropout: Dropout = Object.assign((x: Tensor) => x, { at: () => noDropout })

/** Dropout whose mask depends only on the int32 scalar `seed` (of run and step) and the place in the network. */
export function seededDropout(seed: Tensor): Dropout {
  let sites = 0
  const seeded = (seed: Tensor): Dropout =>
    Object.assign((x: Tensor, share: number) => (share === 0 ? x : masked(x, share, seed, sites++)), {
      at: (step: Tensor) => seeded(mix(step.mul(stride).add(seed))),
    })
  return seeded(seed)
}

/** 2³² / φ made odd, as an int32: multiples of it lie far apart (Knuth, The Art of Computer Programming 3, 6.4). */
const stride = 0x9e3779b9 | 0

const int = (values: ArrayLike<number>, shape: readonly number[]) => constant(values, shape, 'int32')
/** Different wherever (place, salt) differ, as an int32. */
const mixed = (count: number, salt: number) => Int32Array.from({ length: count }, (_, i) => hash(i, salt) | 0)

/** The mixing step of the RC6 cipher on wrapping int32: t(2t + 1) (Rivest et al. 1998). */
const mix = (t: Tensor) => t.mul(t.mul(2).add(1))

/**
 * A counter-based mask: hashes rᵢ per row and cⱼ per column, and drops element (i, j) where mix(rᵢ + cⱼ) falls below a threshold.
 * The same bits on every device, resumable at any step, and only four operations run over the whole tensor.
 */
function masked(x: Tensor, share: number, seed: Tensor, site: number): Tensor {
  const lead = x.shape.slice(0, -1)
  const stream = (count: number, shape: readonly number[], salt: number) => {
    const start = int(mixed(count, salt), shape).add(seed.mul(hash(salt, 1) | 1))
    return mix(mix(start).add(hash(salt, 2) | 0))
  }
  const rows = stream(product(lead), [...lead, 1], 2 * site)
  const columns = stream(x.dim(-1), [x.dim(-1)], 2 * site + 1)
  const t = rows.add(columns)
  const threshold = Math.round(share * 2 ** 32 - 2 ** 31) | 0
  // t(2t + 1), with 2t + 1 = (2r + 1) + 2c added up from the small vectors
  const dropped = less(t.mul(rows.mul(2).add(1).add(columns.mul(2))), scalar(threshold, 'int32'))
  const keep = (y: Tensor) => where(dropped, scalar(0, x.dtype), y.mul(1 / (1 - share)))
  return withGradient(keep(x), [x], ([g]) => [keep(g as Tensor)])
}
