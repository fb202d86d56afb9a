import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import { hashSeed } from '../../../core/random.ts'
import { stateChunks } from '../../../core/train/flat-layout.ts'
import type { Model } from '../../../core/train/model.ts'
import { clipFactor, optimizerScalarsAt } from '../../../core/train/optimizers/adamw.ts'
import {
  accumulatedName,
  gradientName,
  gradientProgram,
  normProgram,
  updatedName,
  updateProgram,
} from '../../../core/train/programs.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import type { CpuBackendOptions, StepExecutor } from './cpu-state.ts'
import { type FlatState, parameterFeeds, selectFeeds } from './cpu-state.ts'
import { batchFeeds, compileForCpu, floatScalar, intScalar, readScalar } from './session.ts'

/** Elements updated at once: small enough to stay in the cache between the update's operations. */
const elementsPerUpdate = 1 << 18

/**
 * A step in parts: one graph adds up the gradients of the micro-batches, then a small graph runs AdamW over the flat state
 * stretch by stretch, in place. For accumulation, and for models so large that one graph's passes over memory dominate.
 */
export async function splitStep(model: Model, state: FlatState, options: CpuBackendOptions): Promise<StepExecutor> {
  const { batchSize, optimizer, accumulate, threads } = options
  const { layout, weights, first, second } = state
  const several = accumulate > 1
  const gradientPrograms = await bucketedPrograms(
    model,
    sized => gradientProgram(sized, batchSize, several),
    program => compileForCpu(program, threads),
  )
  const update = await compileForCpu(updateProgram(optimizer), threads)
  const norm = await compileForCpu(normProgram(), threads)
  const { learning } = layout
  const gradients = new Float32Array(learning.total)
  const ranges = stateChunks(learning, elementsPerUpdate)
  const parameters = parameterFeeds(weights, layout)
  const targets = parameterFeeds(gradients, learning, gradientName)
  const sofar = several ? parameterFeeds(gradients, learning, accumulatedName) : {}
  const view = (data: Float32Array, from: number, to: number) =>
    new Value('float32', data.subarray(from, to), [to - from])

  async function backward(batches: readonly Batch[], seed: number): Promise<number> {
    const share = floatScalar(1 / batches.reduce((sum, b) => sum + b.supervised, 0))
    if (several) gradients.fill(0)
    let loss = 0
    for (const [i, batch] of batches.entries()) {
      const gradient = await gradientPrograms.forBatch(batch)
      const own = { ...batchFeeds(batch.arrays, gradient.inputs), seed: intScalar(hashSeed(seed, i) | 0), share }
      const feeds = selectFeeds({ ...parameters, ...sofar, ...own }, gradient)
      loss += readScalar(await gradient.session.run(feeds, { loss: null, ...targets }), 'loss')
    }
    return loss
  }

  async function gradientNorm(): Promise<number> {
    let squares = 0
    for (const { from, to } of ranges)
      squares += readScalar(await norm.session.run({ g: view(gradients, from, to) }), 'squares')
    return Math.sqrt(squares)
  }

  async function apply(scale: number, step: number, learningRate: number): Promise<void> {
    const { rate, epsilon, keep } = optimizerScalarsAt(step, learningRate, optimizer)
    const scalars = { scale: floatScalar(scale), rate: floatScalar(rate), epsilon: floatScalar(epsilon) }
    const [decaying, still] = [floatScalar(keep), floatScalar(1)]
    for (const { from, to } of ranges) {
      const [p, m, v] = [view(weights, from, to), view(first, from, to), view(second, from, to)]
      const feeds = {
        ...scalars,
        keep: from < layout.decayed ? decaying : still,
        p,
        m,
        v,
        g: view(gradients, from, to),
      }
      await update.session.run(feeds, { [updatedName('p')]: p, [updatedName('m')]: m, [updatedName('v')]: v })
    }
  }

  return {
    async step(batches, { step, learningRate, seed }) {
      const loss = await backward(batches, seed)
      const length = await gradientNorm()
      if (Number.isFinite(length)) await apply(clipFactor(length, optimizer.clip), step, learningRate)
      return { loss, gradientNorm: length }
    },
    async release() {
      await gradientPrograms.release()
      for (const { session } of [update, norm]) await session.release()
    },
  }
}
