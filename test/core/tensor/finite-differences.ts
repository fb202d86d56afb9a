import { createRandom } from '../../../core/random.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import type { Shape } from '../../../core/tensor/shape.ts'
import { constant, type DType, input, type Tensor } from '../../../core/tensor/tensor.ts'
import { compiled } from './evaluate.ts'

/** Σ weights · y with fixed weights, so that every output element matters differently. */
export function weightedSum(y: Tensor): Tensor {
  const { normal } = createRandom(7)
  const weights = Array.from({ length: y.size }, normal)
  return y
    .mul(constant(weights, y.shape, y.dtype))
    .sum()
    .reshape()
}

type Input = readonly [Shape, readonly number[]]

/**
 * Largest difference between the gradient of a function and its slope (central differences), over all elements of all
 * inputs, in units of the largest slope (1 at least).
 */
export async function gradientError(
  of: (...x: Tensor[]) => Tensor,
  given: readonly Input[],
  dtype: DType,
): Promise<number> {
  const h = dtype === 'float32' ? 4e-3 : 1e-5
  const inputs = given.map(([shape], i) => input(`x${i}`, shape, dtype))
  const feeds = Object.fromEntries(given.map(([, values], i) => [`x${i}`, values]))
  const loss = weightedSum(of(...inputs))
  const gradients = Object.fromEntries(differentiate(loss, inputs).map((g, i) => [`g${i}`, g]))
  const run = await compiled({ loss, ...gradients })
  const exact = await run(feeds)
  const errors: number[] = []
  for (const [i, [, values]] of given.entries()) {
    const at = async (k: number, value: number) =>
      (await run({ ...feeds, [`x${i}`]: values.with(k, value) })).loss?.[0] ?? Number.NaN
    const slopes: number[] = []
    for (const [k, here] of values.entries()) slopes.push(((await at(k, here + h)) - (await at(k, here - h))) / (2 * h))
    const scale = Math.max(...slopes.map(Math.abs), 1)
    errors.push(...slopes.map((s, k) => Math.abs(s - (exact[`g${i}`]?.[k] ?? Number.NaN)) / scale))
  }
  return Math.max(...errors)
}

/** What rounding allows. */
export const maxGradientError = (dtype: DType): number => (dtype === 'float32' ? 1e-3 : 1e-8)
