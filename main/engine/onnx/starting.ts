import type { Blocks } from '../../../core/block.ts'
import { estimate } from '../../../core/plan/estimate.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Report } from '../../../core/report.ts'

/** The report that opens a run. */
export function starting(plan: Plan, blocks: Blocks, { device, steps }: { device: string; steps: number }): Report {
  const { parameters, flopsPerStep, tokensPerStep } = estimate(plan, blocks)
  const vocabulary = plan.batches.tokens.vocabulary.size
  return { t: 'start', engine: 'onnx', device, parameters, steps, tokensPerStep, flopsPerStep, vocabulary }
}
