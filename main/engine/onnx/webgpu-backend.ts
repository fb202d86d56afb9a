import type { Model } from '../../../core/train/model.ts'
import { evaluationProgram } from '../../../core/train/programs.ts'
import type { BackendOptions, TrainingBackend } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import { batchFeeds, compileForWebGpu, readEvaluation, selectFeeds } from './session.ts'
import { createGpuState } from './webgpu-state.ts'
import { fusedGpuStep, splitGpuStep } from './webgpu-steps.ts'

/**
 * Training on a graphics processor. Weights and optimizer state stay in its memory from step to step; only batches go in and
 * two numbers come out. Nothing falls back to the CPU: a device that cannot run an operation refuses the session.
 */
export async function createWebGpuBackend(model: Model, options: BackendOptions): Promise<TrainingBackend> {
  const state = createGpuState(model, options.optimizer, options.seed)
  const stepper = await (options.accumulate === 1 ? fusedGpuStep : splitGpuStep)(model, state, options)
  const evaluations = await bucketedPrograms(
    model,
    sized => evaluationProgram(sized, options.batchSize),
    program => compileForWebGpu(program, []),
  )
  return {
    step: (batches, at) => stepper.step(batches, at),
    async evaluate(batch) {
      const evaluation = await evaluations.forBatch(batch)
      const feeds = { ...state.values(), ...batchFeeds(batch.arrays, evaluation.inputs) }
      return readEvaluation(await evaluation.session.run(selectFeeds(feeds, evaluation)))
    },
    weights: () => state.weights(),
    state: () => state.copy(),
    load: async given => state.load(given),
    async dispose() {
      state.dispose()
      await stepper.release()
      await evaluations.release()
    },
  }
}
