import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import { hashSeed } from '../../../core/random.ts'
import type { FlatLayout } from '../../../core/train/flat-layout.ts'
import type { Model } from '../../../core/train/model.ts'
import { optimizerScalarsAt } from '../../../core/train/optimizers/adamw.ts'
import {
  firstMomentName,
  type ParameterGroup,
  secondMomentName,
  stepProgram,
  updatedName,
} from '../../../core/train/programs.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import type { CpuBackendOptions, StepExecutor } from './cpu-state.ts'
import { type FlatState, parameterFeeds, selectFeeds } from './cpu-state.ts'
import { batchFeeds, compileForCpu, floatScalar, intScalar, type OrtValues, readScalar } from './session.ts'

/** Parameters that do not decay are small and many: they are updated as one value. */
const noDecayGroup = 'still'

/** The whole step as one graph, its results written over the state it read: gradients are still in the cache when AdamW wants them. */
export async function fusedStep(
  model: Model,
  state: FlatState,
  { batchSize, optimizer, threads }: CpuBackendOptions,
): Promise<StepExecutor> {
  const groups = updateGroups(state.layout.learning)
  const programs = await bucketedPrograms(
    model,
    sized => stepProgram(sized, batchSize, optimizer, groups),
    program => compileForCpu(program, threads),
  )
  const values = stateFeeds(state, groups)
  const targets = Object.fromEntries(
    groups.flatMap(({ name }) => stateNames(name)).map(name => [updatedName(name), values[name] as Value]),
  )
  const parameters = parameterFeeds(state.weights, state.layout)
  return {
    async step(batches, { step, learningRate, seed }) {
      const batch = batches[0] as Batch
      const compiled = await programs.forBatch(batch)
      const { rate, epsilon, keep } = optimizerScalarsAt(step, learningRate, optimizer)
      const scalars = {
        rate: floatScalar(rate),
        epsilon: floatScalar(epsilon),
        keep: floatScalar(keep),
        share: floatScalar(1 / batch.supervised),
      }
      const feeds = {
        ...parameters,
        ...values,
        ...scalars,
        ...batchFeeds(batch.arrays, compiled.inputs),
        seed: intScalar(hashSeed(seed, 0) | 0),
      }
      const results = await compiled.session.run(selectFeeds(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: readScalar(results, 'loss'), gradientNorm: readScalar(results, 'norm') }
    },
    release: programs.release,
  }
}

/** Decaying parameters one by one, the others together: they lie side by side at the end of the state. */
function updateGroups({ places, decayed }: FlatLayout['learning']): ParameterGroup[] {
  const single = places.filter(p => p.offset < decayed).map(({ name }) => ({ name, members: [name] }))
  const members = places.filter(p => p.offset >= decayed).map(p => p.name)
  return members.length > 0 ? [...single, { name: noDecayGroup, members }] : single
}

const stateNames = (name: string) => [name, firstMomentName(name), secondMomentName(name)]

/** Values of every group and its moments, sharing the state's memory. */
function stateFeeds({ layout, weights, first, second }: FlatState, groups: readonly ParameterGroup[]): OrtValues {
  const { learning } = layout
  const rest = (data: Float32Array) =>
    new Value('float32', data.subarray(learning.decayed, learning.total), [learning.total - learning.decayed])
  const together = groups.some(g => g.name === noDecayGroup)
  return {
    ...parameterFeeds(weights, layout),
    ...parameterFeeds(first, learning, firstMomentName),
    ...parameterFeeds(second, learning, secondMomentName),
    ...(together
      ? {
          [noDecayGroup]: rest(weights),
          [firstMomentName(noDecayGroup)]: rest(first),
          [secondMomentName(noDecayGroup)]: rest(second),
        }
      : {}),
  }
}
