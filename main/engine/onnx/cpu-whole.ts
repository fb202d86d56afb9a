import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/batch.ts'
import { hash } from '../../../core/random.ts'
import { ratesAt } from '../../../core/train/adamw.ts'
import type { Layout } from '../../../core/train/layout.ts'
import type { Model } from '../../../core/train/model.ts'
import { firstMomentOf, type Group, nextOf, secondMomentOf, stepProgram } from '../../../core/train/programs.ts'
import { byRoom } from './by-room.ts'
import { type FlatState, only, views } from './flat-state.ts'
import { compileForCpu, fed, integer, number, scalarOf, type Values } from './session.ts'
import type { CpuOptions, Stepper } from './stepper.ts'

/** Parameters that do not decay are small and many: they are updated as one value. */
const small = 'still'

/** The whole step as one graph, its results written over the state it read: gradients are still in the cache when AdamW wants them. */
export async function asWhole(
  model: Model,
  state: FlatState,
  { batchSize, optimizer, threads }: CpuOptions,
): Promise<Stepper> {
  const groups = groupsOf(state.layout.learning)
  const programs = await byRoom(
    model,
    sized => stepProgram(sized, batchSize, optimizer, groups),
    program => compileForCpu(program, threads),
  )
  const values = stateValues(state, groups)
  const targets = Object.fromEntries(
    groups.flatMap(({ name }) => kinds(name)).map(name => [nextOf(name), values[name] as Value]),
  )
  const parameters = views(state.weights, state.layout)
  return {
    async step(batches, { step, learningRate, seed }) {
      const batch = batches[0] as Batch
      const compiled = await programs.of(batch)
      const { rate, epsilon, keep } = ratesAt(step, learningRate, optimizer)
      const scalars = {
        rate: number(rate),
        epsilon: number(epsilon),
        keep: number(keep),
        share: number(1 / batch.supervised),
      }
      const feeds = {
        ...parameters,
        ...values,
        ...scalars,
        ...fed(batch.arrays, compiled.inputs),
        seed: integer(hash(seed, 0) | 0),
      }
      const results = await compiled.session.run(only(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: scalarOf(results, 'loss'), norm: scalarOf(results, 'norm') }
    },
    release: programs.release,
  }
}

/** Decaying parameters one by one, the others together: they lie side by side at the end of the state. */
function groupsOf({ places, decayed }: Layout['learning']): Group[] {
  const single = places.filter(p => p.offset < decayed).map(({ name }) => ({ name, members: [name] }))
  const members = places.filter(p => p.offset >= decayed).map(p => p.name)
  return members.length > 0 ? [...single, { name: small, members }] : single
}

const kinds = (name: string) => [name, firstMomentOf(name), secondMomentOf(name)]

/** Values of every group and its moments, sharing the state's memory. */
function stateValues({ layout, weights, first, second }: FlatState, groups: readonly Group[]): Values {
  const { learning } = layout
  const rest = (data: Float32Array) =>
    new Value('float32', data.subarray(learning.decayed, learning.total), [learning.total - learning.decayed])
  const together = groups.some(g => g.name === small)
  return {
    ...views(weights, layout),
    ...views(first, learning, firstMomentOf),
    ...views(second, learning, secondMomentOf),
    ...(together
      ? { [small]: rest(weights), [firstMomentOf(small)]: rest(first), [secondMomentOf(small)]: rest(second) }
      : {}),
  }
}
