import { sqrt } from '../../tensor/ops/elementwise.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { OptimizerDefinition, UpdateInputs, UpdateResult } from './optimizer.ts'

export interface AdamWSettings {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly weightDecay: number
}

/** Adam with decoupled weight decay (Loshchilov & Hutter 2019). Its state is the first and second moment of the gradient. */
export const adamw: OptimizerDefinition<AdamWSettings> = {
  id: 'adamw',
  rules: settings => [
    {
      elementwise: true,
      slots: (shape: Shape) => ({ first: shape, second: shape }),
      scalars: [{ name: 'rate' }, { name: 'epsilon' }, { name: 'decayFactor', withoutDecay: 1 }],
      scalarsAt: (step, learningRate) => scalarsAt(step, learningRate, settings),
      update: inputs => update(inputs, settings),
    },
  ],
}

/**
 * p ← decayFactor·p − rate · m / (√v + ε), where the moments m and v move towards g and g²;
 * the bias corrections are folded into `rate` and `epsilon`, see scalarsAt().
 */
function update({ parameter, gradient, state, scalars }: UpdateInputs, o: AdamWSettings): UpdateResult {
  const { first, second } = state as { first: typeof gradient; second: typeof gradient }
  const { rate, epsilon, decayFactor } = scalars as Record<'rate' | 'epsilon' | 'decayFactor', typeof gradient>
  const m = first.add(gradient.sub(first).mul(1 - o.beta1))
  const v = second.add(
    gradient
      .mul(gradient)
      .sub(second)
      .mul(1 - o.beta2),
  )
  return {
    parameter: parameter.mul(decayFactor).sub(m.div(sqrt(v).add(epsilon)).mul(rate)),
    state: { first: m, second: v },
  }
}

/**
 * The scalars of a step (1 is the first): with c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ,
 * lr · (m/c₁) / (√(v/c₂) + ε) = (lr·√c₂/c₁) · m / (√v + ε·√c₂).
 */
function scalarsAt(step: number, learningRate: number, o: AdamWSettings) {
  const root = Math.sqrt(1 - o.beta2 ** step)
  return {
    rate: (learningRate * root) / (1 - o.beta1 ** step),
    epsilon: o.epsilon * root,
    decayFactor: 1 - learningRate * o.weightDecay,
  }
}
