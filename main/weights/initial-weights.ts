import type { Plan } from '../../core/plan/plan.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { initializeParameter } from '../../core/train/initialize-parameter.ts'
import type { Model } from '../../core/train/model.ts'
import { needsNewHead } from '../../core/train/model.ts'
import type { Weights } from './fit-weights.ts'
import { generatorWeights, loadWeights } from './load-weights.ts'

/** The weights that a plan starts from; undefined when it starts from scratch. Throws Refusals unless they all fit. */
export function pretrainedWeights(plan: Plan, model: Model): Weights | undefined {
  const { start } = plan.objective.network
  if (!start) return undefined
  const weights = loadWeights(start.folder, model.network, { newHead: needsNewHead(plan) })
  return new Map([...weights, ...(generatorWeights(start.folder, model) ?? [])])
}

/** The weights that a training with this seed starts from scratch with; of some parameters only, when those are named. */
export function randomWeights(
  { parameters }: Pick<Model, 'parameters'>,
  seed: number,
  wanted?: ReadonlySet<Tensor>,
): Weights {
  const all = [...parameters].map(([name, tensor], index) => ({ name, tensor, index }))
  const some = all.filter(({ tensor }) => wanted?.has(tensor) ?? true)
  return new Map(
    some.map(({ name, tensor, index }) => {
      const values = new Float32Array(tensor.size)
      initializeParameter(tensor, values, seed, index)
      return [name, values] as const
    }),
  )
}
