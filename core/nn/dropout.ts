import { less, where } from '../tensor/ops/elementwise.ts'
import { scalar, type Tensor, withCustomGradient } from '../tensor/tensor.ts'
import { mixBits, randomInt32 } from './random-tensors.ts'

/** Sets a share of the numbers to 0 and scales up the rest. In evaluation it is the identity. */
export interface Dropout {
  (x: Tensor, rate: number): Tensor
  /** The same inside a loop: its steps, told apart by an int32 scalar, drop different places. */
  readonly atStep: (step: Tensor) => Dropout
}

export const noDropout: Dropout = Object.assign((x: Tensor) => x, { atStep: () => noDropout })

/** Dropout whose mask depends only on the int32 scalar `seed` (of run and step) and the place in the network. */
export function seededDropout(seed: Tensor): Dropout {
  let sites = 0
  const seeded = (seed: Tensor): Dropout =>
    Object.assign((x: Tensor, rate: number) => (rate === 0 ? x : applyDropout(x, rate, seed, sites++)), {
      atStep: (step: Tensor) => seeded(mixBits(step.mul(stepStride).add(seed))),
    })
  return seeded(seed)
}

/** 2³² / φ made odd, as an int32: multiples of it lie far apart (Knuth, The Art of Computer Programming 3, 6.4). */
const stepStride = 0x9e3779b9 | 0

/** Drops the elements whose hash falls below a threshold. */
function applyDropout(x: Tensor, rate: number, seed: Tensor, site: number): Tensor {
  const threshold = Math.round(rate * 2 ** 32 - 2 ** 31) | 0
  const dropped = less(randomInt32(x.shape, seed, site), scalar(threshold, 'int32'))
  const keep = (y: Tensor) => where(dropped, scalar(0, x.dtype), y.mul(1 / (1 - rate)))
  return withCustomGradient(keep(x), [x], ([g]) => [keep(g as Tensor)])
}
