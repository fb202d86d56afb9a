import { gather } from '../tensor/ops/gather.ts'
import { constant, type Tensor } from '../tensor/tensor.ts'
import type { Cache } from './cache.ts'

/**
 * Places as waves (Vaswani et al. 2017): [T, C], where columns k and ⌈C/2⌉ + k hold the sine and cosine of place / 10000^(2k/C).
 * Marian keeps all sines before all cosines.
 */
export function sinusoids(T: number, C: number, cache?: Cache): Tensor {
  const length = cache?.length ?? T
  const half = Math.ceil(C / 2)
  const values = Float64Array.from({ length: length * C }, (_, i) => {
    const [place, column] = [Math.floor(i / C), i % C]
    const angle = place / 10_000 ** ((2 * (column % half)) / C)
    return column < half ? Math.sin(angle) : Math.cos(angle)
  })
  const table = constant(values, [length, C])
  return cache ? gather(table, cache.places) : table
}
