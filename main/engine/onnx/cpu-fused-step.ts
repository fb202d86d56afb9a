import type { Tensor as Value } from 'onnxruntime-node'
import type { FlatLayout, FlatSection } from '../../../core/train/flat-layout.ts'
import type { Model } from '../../../core/train/model.ts'
import { stateName, updatedName } from '../../../core/train/optimizer-rules.ts'
import { type ParameterGroup, stepProgram } from '../../../core/train/programs.ts'
import type { BackendOptions } from '../backend.ts'
import { bucketedPrograms } from './bucketed-programs.ts'
import { type FlatState, flatSlot, flatValue, parameterFeeds, type StepExecutor, slotOf } from './cpu-state.ts'
import { compileForCpu, readScalar, selectFeeds } from './session.ts'
import { microBatchFeeds, optimizerFeeds } from './step-feeds.ts'

/** The whole step as one graph, its results written over the state it read: gradients are still in the cache when the optimizer wants them. */
export async function fusedStep(
  model: Model,
  state: FlatState,
  { batchSize, optimizer, threads }: BackendOptions,
): Promise<StepExecutor> {
  const groups = updateGroups(state.layout)
  const programs = await bucketedPrograms(
    model,
    sized => stepProgram(sized, batchSize, optimizer, groups),
    program => compileForCpu(program, threads),
  )
  const values = stateValues(state)
  const parameters = parameterFeeds(state.weights, state.layout)
  const results = groups.flatMap(({ name, slots }) => [name, ...slots.map(slot => stateName(slot, name))])
  const targets = Object.fromEntries(results.map(name => [updatedName(name), values[name] as Value]))
  return {
    async step(batches, at) {
      const [batch] = batches
      if (!batch || batches.length > 1) throw new Error('fusedStep: expected one batch')
      const compiled = await programs.forBatch(batch)
      const feeds = {
        ...parameters,
        ...values,
        ...optimizerFeeds(optimizer, at),
        ...microBatchFeeds(batches, 0, compiled, at.seed),
      }
      const results = await compiled.session.run(selectFeeds(feeds, compiled), { loss: null, norm: null, ...targets })
      return { loss: readScalar(results, 'loss'), gradientNorm: readScalar(results, 'norm') }
    },
    release: programs.release,
  }
}

/** A group of parameters and the state slots that they have. */
interface StateGroup extends ParameterGroup {
  readonly slots: readonly string[]
}

/** Parameters that do not decay are small and many: those of a section are updated as one value. */
const isOneGroup = ({ update }: FlatSection) => !update.decays
const groupName = ({ update }: FlatSection) => (update.index === 0 ? 'noDecay' : `noDecay/${update.index}`)

const updateGroups = ({ sections }: FlatLayout): StateGroup[] =>
  sections.flatMap(section => {
    const { rule } = section.update
    const single = section.entries.map(({ name, shape }) => ({
      name,
      members: [name],
      slots: Object.keys(rule.slots(shape)),
    }))
    if (!isOneGroup(section)) return single
    const slots = Object.keys(rule.slots([section.to - section.from]))
    return [{ name: groupName(section), members: section.entries.map(({ name }) => name), slots }]
  })

/** Values of every parameter, group and state slot, sharing the state's memory. */
function stateValues(state: FlatState): Record<string, Value> {
  const { layout, weights, slots } = state
  const values = parameterFeeds(weights, layout)
  for (const slot of slots.keys()) {
    const { data, array } = slotOf(state, slot)
    Object.assign(
      values,
      parameterFeeds(data, array, name => stateName(slot, name)),
    )
  }
  for (const section of layout.sections.filter(isOneGroup)) {
    const name = groupName(section)
    values[name] = flatValue(weights, section.from, section.to)
    for (const slot of Object.keys(section.update.rule.slots([section.to - section.from])))
      values[stateName(slot, name)] = flatSlot(state, slot, section, section.from, section.to)
  }
  return values
}
