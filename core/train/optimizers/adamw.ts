import type { Optimizer } from '../../plan/plan.ts'
import { sqrt } from '../../tensor/ops/elementwise.ts'
import { input, type Tensor } from '../../tensor/tensor.ts'

/** Numbers that change from step to step, fed as scalars. */
export interface OptimizerScalars {
  /** Multiplies the gradient: 1, or less when clipping shortens it. */
  readonly scale: Tensor
  readonly rate: Tensor
  readonly epsilon: Tensor
  /** What is left of a decayed weight. */
  readonly keep: Tensor
}

export const optimizerScalarNames = ['scale', 'rate', 'epsilon', 'keep'] as const
export const optimizerScalars = (): OptimizerScalars => ({
  scale: input('scale', []),
  rate: input('rate', []),
  epsilon: input('epsilon', []),
  keep: input('keep', []),
})

interface Moments {
  readonly m: Tensor
  readonly v: Tensor
}

/**
 * Decoupled weight decay (Loshchilov & Hutter 2019), elementwise: p ← keep·p − rate · m / (√v + ε).
 * m and v move towards g and g²; the bias corrections are folded into `rate` and `epsilon` (see ratesAt).
 */
export function adamw(
  p: Tensor,
  { m, v }: Moments,
  g: Tensor,
  { scale, rate, epsilon, keep }: OptimizerScalars,
  o: Optimizer,
) {
  const clipped = g.mul(scale)
  const m2 = m.add(clipped.sub(m).mul(1 - o.beta1))
  const v2 = v.add(
    clipped
      .mul(clipped)
      .sub(v)
      .mul(1 - o.beta2),
  )
  return { p: p.mul(keep).sub(m2.div(sqrt(v2).add(epsilon)).mul(rate)), m: m2, v: v2 }
}

/**
 * The scalars of a step (1 is the first): with c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ,
 * lr · (m/c₁) / (√(v/c₂) + ε) = (lr·√c₂/c₁) · m / (√v + ε·√c₂).
 */
export function optimizerScalarsAt(step: number, learningRate: number, o: Optimizer) {
  const root = Math.sqrt(1 - o.beta2 ** step)
  return {
    rate: (learningRate * root) / (1 - o.beta1 ** step),
    epsilon: o.epsilon * root,
    keep: 1 - learningRate * o.weightDecay,
  }
}

/** What shortens a gradient of this norm to at most `clip` (0: never), as torch.nn.utils.clip_grad_norm_ does. */
export const clipFactor = (norm: number, clip: number): number => (clip > 0 ? Math.min(1, clip / (norm + 1e-6)) : 1)

/** Weights decay; biases, norms and tables of relative positions do not (Transformers' Trainer). */
export const hasWeightDecay = (name: string, shape: readonly number[]): boolean =>
  shape.length > 1 && !name.includes('bias')
