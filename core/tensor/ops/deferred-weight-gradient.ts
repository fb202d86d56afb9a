import type { Tensor } from '../tensor.ts'
import { gemm } from './gemm.ts'

/** A sum over all steps of a loop that is taken at once when the loop is over. */
export interface DeferredGradient {
  /** Of one step. */
  readonly operands: readonly Tensor[]
  /** From the operands of all steps [T, …]. */
  readonly total: (stacked: readonly Tensor[]) => Tensor
}

/** Operands are kept for it if they are at most so much larger than the sum. */
const maxOperandRatio = 4

/**
 * How to sum a value over all steps without adding it up step by step. Σ aᵀb is one product of the rows of all steps, which
 * is far faster than many small ones; so the gradients of weights come. Undefined where that is not possible, or
 * would keep too much in memory; operands that are `there` anyway cost nothing.
 */
export function deferredGradient(value: Tensor, there: (x: Tensor) => boolean): DeferredGradient | undefined {
  const found = deferredMatmul(value) ?? deferredRowSum(value)
  if (!found) return undefined
  const cost = found.operands.reduce((sum, x) => sum + (there(x) ? 0 : x.size), 0)
  return cost <= maxOperandRatio * value.size ? found : undefined
}

const flattenSteps = (x: Tensor) => x.reshape(x.dim(0) * x.dim(1), x.dim(2))

function deferredMatmul({ node: { origin } }: Tensor): DeferredGradient | undefined {
  if (origin.kind !== 'op' || origin.type !== 'Gemm' || !origin.attrs.transA || origin.attrs.transB) return undefined
  const [a, b, bias] = origin.inputs as [Tensor, Tensor, Tensor?]
  if (bias) return undefined
  return {
    operands: [a, b],
    total: ([a, b]) => gemm(flattenSteps(a as Tensor), flattenSteps(b as Tensor), { a: true }),
  }
}

function deferredRowSum({ node: { origin }, rank }: Tensor): DeferredGradient | undefined {
  if (origin.kind !== 'op' || origin.type !== 'ReduceSum' || rank !== 1) return undefined
  const [x, axes] = origin.inputs as [Tensor, Tensor]
  const first = axes.node.origin.kind === 'constant' && axes.size === 1 && axes.node.origin.data[0] === 0
  return first ? { operands: [x], total: ([x]) => (x as Tensor).sum([0, 1]) } : undefined
}
