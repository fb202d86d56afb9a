import { less, where } from '../tensor/ops/elementwise.ts'
import { scalar, type Tensor, withGradient } from '../tensor/tensor.ts'
import { hashed, mix } from './noise.ts'

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

/** Drops the elements whose hash falls below a threshold. */
function masked(x: Tensor, share: number, seed: Tensor, site: number): Tensor {
  const threshold = Math.round(share * 2 ** 32 - 2 ** 31) | 0
  const dropped = less(hashed(x.shape, seed, site), scalar(threshold, 'int32'))
  const keep = (y: Tensor) => where(dropped, scalar(0, x.dtype), y.mul(1 / (1 - share)))
  return withGradient(keep(x), [x], ([g]) => [keep(g as Tensor)])
}
