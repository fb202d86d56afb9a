import type { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import { hashSeed } from '../../../core/random.ts'
import { type OptimizerRules, optimizerScalarsAt } from '../../../core/train/optimizer-rules.ts'
import type { StepContext } from '../backend.ts'
import { batchFeeds, type CompiledProgram, floatScalar, floatScalars, intScalar } from './session.ts'

/** The optimizer's scalars at a step. */
export const optimizerFeeds = (
  optimizer: OptimizerRules,
  { step, learningRate }: Pick<StepContext, 'step' | 'learningRate'>,
): Record<string, Value> => floatScalars(optimizerScalarsAt(optimizer, step, learningRate))

/** What micro-batch `index` of a step feeds to a program that computes gradients. */
export function microBatchFeeds(
  batches: readonly Batch[],
  index: number,
  { inputs }: CompiledProgram,
  seed: number,
): Record<string, Value> {
  const supervised = batches.reduce((sum, batch) => sum + batch.supervised, 0)
  return {
    ...batchFeeds((batches[index] as Batch).arrays, inputs),
    seed: intScalar(hashSeed(seed, index) | 0),
    lossScale: floatScalar(1 / supervised),
  }
}
