import type { Model } from '../../../core/train/model.ts'
import { evaluationProgram } from '../../../core/train/programs.ts'
import type { TrainingBackend } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import { fusedStep } from './cpu-fused-step.ts'
import { splitStep } from './cpu-split-step.ts'
import type { CpuBackendOptions } from './cpu-state.ts'
import { copyIntoState, initialFlatState, parameterArrays, parameterFeeds, selectFeeds } from './cpu-state.ts'
import { batchFeeds, compileForCpu, readEvaluation } from './session.ts'

/** From here on, one graph for the whole step loses more to long passes over memory than a second graph costs. */
const maxFusedParameters = 20e6

/** Training on the processor. State lives in flat arrays that are fed and written in place. */
export async function createCpuBackend(model: Model, options: CpuBackendOptions): Promise<TrainingBackend> {
  const state = initialFlatState(model, options.seed)
  const { layout, weights, first, second } = state
  const stepper =
    options.accumulate === 1 && layout.total < maxFusedParameters
      ? await fusedStep(model, state, options)
      : await splitStep(model, state, options)
  const evaluations = await bucketedPrograms(
    model,
    sized => evaluationProgram(sized, options.batchSize),
    program => compileForCpu(program, options.threads),
  )
  const parameters = parameterFeeds(weights, layout)
  return {
    step: (batches, at) => stepper.step(batches, at),
    async evaluate(batch) {
      const evaluation = await evaluations.forBatch(batch)
      const feeds = selectFeeds({ ...parameters, ...batchFeeds(batch.arrays, evaluation.inputs) }, evaluation)
      return readEvaluation(await evaluation.session.run(feeds))
    },
    async weights() {
      return parameterArrays(weights, layout)
    },
    async state() {
      const moments = (data: Float32Array) => parameterArrays(data.slice(), layout.learning)
      return { weights: parameterArrays(weights.slice(), layout), first: moments(first), second: moments(second) }
    },
    async load(given) {
      copyIntoState(weights, layout, given.weights)
      copyIntoState(first, layout.learning, given.first)
      copyIntoState(second, layout.learning, given.second)
    },
    async dispose() {
      await stepper.release()
      await evaluations.release()
    },
  }
}
