import type { Blocks } from '../block/block.ts'
import type { Estimate } from '../plan/estimate.ts'
import type { Plan } from '../plan/plan.ts'
import { avoidsMemoryPattern, peakMemory } from '../tensor/peak-memory.ts'
import { flops } from '../tensor/program.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { maxLengthBuckets } from './batching/length-buckets.ts'
import { buildModel, type Model, trainableParameters } from './model.ts'
import { buildOptimizer, stateSize } from './optimizer-rules.ts'
import { gradientProgram } from './programs.ts'

/** Sizes of a plan, from the very program that training would run; of its model, where that is built already. */
export function estimatePlan(plan: Plan, blocks: Blocks, model: Model = buildModel(plan, blocks)): Estimate {
  const { batchSize, accumulate } = plan.training
  const program = gradientProgram(model, batchSize)
  const alive = peakMemory(program)
  const all = sizeOf(model.parameters)
  const parameters = sizeOf(trainableParameters(model))
  const { lengthBucketing } = model.collator
  const slots = stateSize(buildOptimizer(plan.optimizer, blocks), trainableParameters(model))
  const state = 4 * (all + parameters + slots) // weights; gradient and optimizer state of those that learn, float32
  return {
    parameters,
    flopsPerStep: flops(program) * accumulate,
    atMost: lengthBucketing !== undefined,
    memory:
      (state + alive * (avoidsMemoryPattern(program) ? 1 : 2) * (lengthBucketing ? allBucketsShare : 1)) / 2 ** 20,
    tokensPerStep: batchSize * accumulate * (plan.batches.length + (plan.batches.targetLength ?? 0)),
  }
}

/** Each length bucket has a program with memory of its own; which buckets there are depends on the data, so they are assumed to be evenly spread. */
const allBucketsShare = Array.from({ length: maxLengthBuckets }, (_, i) => (i + 1) / maxLengthBuckets).reduce(
  (sum, share) => sum + share,
)

/** The number of trainable parameters of a plan's network. */
export const countParameters = (plan: Plan, blocks: Blocks): number =>
  sizeOf(trainableParameters(buildModel(plan, blocks)))

const sizeOf = (tensors: ReadonlyMap<string, Tensor>) => [...tensors.values()].reduce((sum, { size }) => sum + size, 0)
