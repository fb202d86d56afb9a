import type { Model } from '../../../core/train/model.ts'
import { evaluationProgram } from '../../../core/train/programs.ts'
import type { BackendOptions, TrainingBackend } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import { fusedStep } from './cpu-fused-step.ts'
import { splitStep } from './cpu-split-step.ts'
import { copyState, initialFlatState, loadState, parameterArrays, parameterFeeds } from './cpu-state.ts'
import { batchFeeds, compileForCpu, readEvaluation, selectFeeds } from './session.ts'

/** From here on, one graph for the whole step loses more to long passes over memory than a second graph costs. */
const maxFusedParameters = 20e6

/** Training on the processor. State lives in flat arrays that are fed and written in place. */
export async function createCpuBackend(model: Model, options: BackendOptions): Promise<TrainingBackend> {
  const state = initialFlatState(model, options.optimizer, options.seed)
  const { layout, weights } = state
  const elementwise = options.optimizer.rules.every(rule => rule.elementwise)
  const stepper =
    options.accumulate === 1 && elementwise && layout.total < maxFusedParameters
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
    weights: async () => parameterArrays(weights, layout),
    state: async () => copyState(state),
    load: async given => loadState(state, given),
    async dispose() {
      await stepper.release()
      await evaluations.release()
    },
  }
}
