import type { Batch } from '../../../core/data/batch.ts'
import { sectionChunks } from '../../../core/train/flat-layout.ts'
import { clipFactor } from '../../../core/train/gradient-clipping.ts'
import type { Model } from '../../../core/train/model.ts'
import { accumulatedName, gradientName, gradientProgram, normProgram } from '../../../core/train/programs.ts'
import type { BackendOptions } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import { type FlatState, flatValue, parameterFeeds, type StepExecutor } from './cpu-state.ts'
import { createFlatUpdate, elementsPerUpdate } from './cpu-update.ts'
import { compileForCpu, readScalar, selectFeeds } from './session.ts'
import { microBatchFeeds } from './step-feeds.ts'

/**
 * A step in parts: one graph adds up the gradients of the micro-batches, then small graphs run the optimizer over the flat state,
 * range by range. For accumulation, for models so large that one graph's passes over memory dominate, and for optimizers that
 * need a whole parameter.
 */
export async function splitStep(model: Model, state: FlatState, options: BackendOptions): Promise<StepExecutor> {
  const gradients = new Float32Array(state.layout.learning.total)
  const backward = await createBackward(model, state, gradients, options)
  const norm = await createNorm(state, gradients, options.threads)
  const update = await createFlatUpdate(state, gradients, options)
  return {
    async step(batches, at) {
      const loss = await backward.run(batches, at.seed)
      const gradientNorm = await norm.run()
      if (Number.isFinite(gradientNorm)) await update.run(clipFactor(gradientNorm, options.optimizer.clip), at)
      return { loss, gradientNorm }
    },
    async release() {
      for (const part of [backward, norm, update]) await part.release()
    },
  }
}

/** Writes the gradient of micro-batches into `gradients`, and gives their loss. */
async function createBackward(
  model: Model,
  { layout, weights }: FlatState,
  gradients: Float32Array,
  { batchSize, accumulate, threads }: BackendOptions,
) {
  const several = accumulate > 1
  const programs = await bucketedPrograms(
    model,
    sized => gradientProgram(sized, batchSize, several),
    program => compileForCpu(program, threads),
  )
  const parameters = parameterFeeds(weights, layout)
  const targets = parameterFeeds(gradients, layout.learning, gradientName)
  const accumulated = several ? parameterFeeds(gradients, layout.learning, accumulatedName) : {}
  return {
    async run(batches: readonly Batch[], seed: number): Promise<number> {
      if (several) gradients.fill(0)
      let loss = 0
      for (const [i, batch] of batches.entries()) {
        const gradient = await programs.forBatch(batch)
        const own = microBatchFeeds(batches, i, gradient, seed)
        const feeds = selectFeeds({ ...parameters, ...accumulated, ...own }, gradient)
        loss += readScalar(await gradient.session.run(feeds, { loss: null, ...targets }), 'loss')
      }
      return loss
    },
    release: programs.release,
  }
}

/** The L2 norm of the whole gradient, added up range by range. */
async function createNorm({ layout }: FlatState, gradients: Float32Array, threads: number | undefined) {
  const { session } = await compileForCpu(normProgram(), threads)
  const ranges = layout.sections.flatMap(section => sectionChunks(section, elementsPerUpdate))
  const values = ranges.map(({ from, to }) => flatValue(gradients, from, to))
  return {
    async run(): Promise<number> {
      let squares = 0
      for (const g of values) squares += readScalar(await session.run({ g }), 'squares')
      return Math.sqrt(squares)
    },
    release: () => session.release(),
  }
}
