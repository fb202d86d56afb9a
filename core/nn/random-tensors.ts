import { hashSeed } from '../random.ts'
import { product, type Shape } from '../tensor/shape.ts'
import { constant, type Tensor } from '../tensor/tensor.ts'

const int32Constant = (values: ArrayLike<number>, shape: Shape) => constant(values, shape, 'int32')
/** Different wherever (place, salt) differ, as an int32. */
const saltedHashes = (count: number, salt: number) =>
  Int32Array.from({ length: count }, (_, i) => hashSeed(i, salt) | 0)

/** The mixing step of the RC6 cipher on wrapping int32: t(2t + 1) (Rivest et al. 1998). */
export const mixBits = (t: Tensor) => t.mul(t.mul(2).add(1))

/**
 * Numbers spread evenly over int32: hashes rᵢ per row and cⱼ per column, and gives element (i, j) as mix(rᵢ + cⱼ). They depend
 * only on the int32 scalar `seed` and the `site`. The same bits on every device, and few operations run over the whole tensor.
 */
export function randomInt32(shape: Shape, seed: Tensor, site: number): Tensor {
  const lead = shape.slice(0, -1)
  const width = shape.at(-1) ?? 1
  const stream = (count: number, along: Shape, salt: number) => {
    const start = int32Constant(saltedHashes(count, salt), along).add(seed.mul(hashSeed(salt, 1) | 1))
    return mixBits(mixBits(start).add(hashSeed(salt, 2) | 0))
  }
  const rows = stream(product(lead), [...lead, 1], 2 * site)
  const columns = stream(width, [width], 2 * site + 1)
  // t(2t + 1) with t = r + c, and 2t + 1 = (2r + 1) + 2c added up from the small vectors
  return rows.add(columns).mul(rows.mul(2).add(1).add(columns.mul(2)))
}

/** Numbers spread evenly between 0 and 1, both left out by more than float32 rounds. */
export const randomUniform = (shape: Shape, seed: Tensor, site: number): Tensor =>
  randomInt32(shape, seed, site)
    .cast('float32')
    .mul((1 - 1e-6) / 2 ** 32)
    .add(0.5)
