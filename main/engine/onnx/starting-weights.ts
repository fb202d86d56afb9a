import { parameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { type Model, newHead } from '../../../core/train/model.ts'
import { fitWeights } from '../../export/fit-weights.ts'
import { readWeights } from '../../export/read-weights.ts'
import { generatorWeights } from './generator-weights.ts'
import type { Weights } from './programs-over.ts'

/** The weights that a plan starts from; undefined when it starts from scratch. Throws Refusals unless they all fit. */
export function startingWeights(plan: Plan, model: Model): Weights | undefined {
  const { start } = plan.objective.network
  if (!start) return undefined
  const found = readWeights(start.folder)
  const { file } = found
  const { copies, parts } = model.network
  const { weights } = fitWeights(found, parameters(parts), { file, newHead: newHead(plan), copies })
  return new Map([...weights, ...(generatorWeights(start.folder, model) ?? [])])
}
