import type { Blocks } from '../block/block.ts'
import type { Plan } from '../plan/plan.ts'
import { avoidsMemoryPattern, peakMemory } from '../tensor/peak-memory.ts'
import { flops } from '../tensor/program.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { maxLengthBuckets } from './batching/length-buckets.ts'
import { buildModel, type Model, trainableParameters } from './model.ts'
import { buildOptimizer, stateSize } from './optimizer-rules.ts'
import { gradientProgram } from './programs.ts'

/** What a plan will take, known before it runs. */
export interface Estimate {
  /** Trainable numbers. */
  readonly parameters: number
  /** Batches may be smaller than the largest, of which work and tokens are told: those of like length, where examples are filled up. */
  readonly atMost: boolean
  /** Floating point operations of the matrix products of one optimizer step, forward and backward. */
  readonly flopsPerStep: number
  /** Memory of weights, gradients, optimizer state and the largest set of activations alive at once, MiB. */
  readonly memory: number
  /** Tokens read (and, for seq2seq, written) in one optimizer step, padding included. */
  readonly tokensPerStep: number
}

/** What is known about one block of a plan before it runs. */
export interface BlockFacts {
  /** Trainable numbers. */
  readonly parameters?: number
  /** MiB: of a network its weights with what their optimizer keeps; of batches their tensors; of a trainer everything. */
  readonly memory?: number
  /** What leaves it in each step. */
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[]
}

/** Sizes of a plan, from the very program that training would run; of its model, where that is built already. */
export function estimatePlan(plan: Plan, blocks: Blocks, model: Model = buildModel(plan, blocks)): Estimate {
  const { batchSize, accumulate } = plan.training
  const program = gradientProgram(model, batchSize)
  const alive = peakMemory(program)
  const all = sizeOf(model.parameters)
  const parameters = sizeOf(trainableParameters(model))
  const { lengthBucketing: shorter } = model.collator
  const slots = stateSize(buildOptimizer(plan.optimizer, blocks), trainableParameters(model))
  const state = 4 * (all + parameters + slots) // weights; gradient and optimizer state of those that learn, float32
  return {
    parameters,
    flopsPerStep: flops(program) * accumulate,
    atMost: shorter !== undefined,
    memory: (state + alive * (avoidsMemoryPattern(program) ? 1 : 2) * (shorter ? allBucketsShare : 1)) / 2 ** 20,
    tokensPerStep: batchSize * accumulate * (plan.batches.length + (plan.batches.targetLength ?? 0)),
  }
}

/** Each room has a program that keeps memory of its own; which rooms there are is up to the data, so they are taken as evenly spread. */
const allBucketsShare = Array.from({ length: maxLengthBuckets }, (_, i) => (i + 1) / maxLengthBuckets).reduce(
  (sum, share) => sum + share,
)

/** Trainable numbers of a plan's network. */
export const countParameters = (plan: Plan, blocks: Blocks): number =>
  sizeOf(trainableParameters(buildModel(plan, blocks)))

const sizeOf = (tensors: ReadonlyMap<string, Tensor>) => [...tensors.values()].reduce((sum, { size }) => sum + size, 0)
