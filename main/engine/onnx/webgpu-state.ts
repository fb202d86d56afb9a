import { Tensor as Value } from 'onnxruntime-node'
import type { Program } from '../../../core/tensor/program.ts'
import { product, type Shape } from '../../../core/tensor/shape.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { type Model, trainableParameters } from '../../../core/train/model.ts'
import { type OptimizerRules, stateName, updatedName, updateFor } from '../../../core/train/optimizer-rules.ts'
import type { SlotValue, TrainingState } from '../backend.ts'
import { compileForWebGpu, type OrtValues } from './session.ts'

/** Weights and optimizer state in the memory of a graphics processor, by the names under which programs are fed them. */
export interface GpuState {
  /** What a step replaces: the parameters that learn, and their state slots. */
  readonly updated: readonly string[]
  values(): OrtValues
  /** Takes the results of a step as the new state and frees the old one. */
  advance(results: OrtValues): void
  /** Copies on the host. */
  weights(): Promise<Map<string, Float32Array>>
  copy(): Promise<TrainingState>
  load(given: Partial<TrainingState>): void
  dispose(): void
}

interface SlotFacts {
  readonly slot: string
  readonly parameter: string
  readonly shape: Shape
}

/** Initial weights, and state slots of 0. */
export function createGpuState(model: Model, optimizer: OptimizerRules, seed: number): GpuState {
  const learning = trainableParameters(model)
  const slots = slotsOf(learning, optimizer)
  const names = [...model.parameters.keys()]
  const updated = [...learning.keys(), ...slots.map(({ slot, parameter }) => stateName(slot, parameter))]
  let state: Record<string, Value> = {
    ...initialWeights(model, seed),
    ...zeroValues(slots.map(({ slot, parameter, shape }) => [stateName(slot, parameter), shape])),
  }
  return {
    updated,
    values: () => state,
    advance(results) {
      for (const name of updated) if (state[name]?.location === 'gpu-buffer') state[name].dispose()
      state = { ...state, ...Object.fromEntries(updated.map(name => [name, results[updatedName(name)] as Value])) }
    },
    weights: () => readToHost(state, names),
    async copy() {
      const all = await readToHost(state, [...new Set([...names, ...updated])])
      return {
        weights: new Map(names.map(name => [name, all.get(name) as Float32Array])),
        slots: groupSlots(slots, all),
      }
    },
    load({ weights, slots: given }) {
      for (const [name, data] of weights ?? []) {
        const shape = model.parameters.get(name)?.shape
        if (shape) state[name] = new Value('float32', data.slice(), shape)
      }
      for (const { slot, parameter, shape } of slots) {
        const value = given?.get(slot)?.get(parameter)
        if (value) state[stateName(slot, parameter)] = new Value('float32', value.data.slice(), shape)
      }
    },
    dispose: () => disposeGpuValues(state),
  }
}

/** Every state slot of every parameter that learns. */
const slotsOf = (learning: ReturnType<typeof trainableParameters>, optimizer: OptimizerRules): SlotFacts[] =>
  [...learning].flatMap(([parameter, tensor]) =>
    Object.entries(updateFor(optimizer, parameter, tensor.shape).rule.slots(tensor.shape)).map(([slot, shape]) => ({
      slot,
      parameter,
      shape,
    })),
  )

function groupSlots(slots: readonly SlotFacts[], values: ReadonlyMap<string, Float32Array>): TrainingState['slots'] {
  const bySlot = new Map<string, Map<string, SlotValue>>()
  for (const { slot, parameter, shape } of slots) {
    const known = bySlot.get(slot) ?? new Map()
    bySlot.set(slot, known)
    known.set(parameter, { shape, data: values.get(stateName(slot, parameter)) as Float32Array })
  }
  return bySlot
}

const initialWeights = (model: Model, seed: number): Record<string, Value> =>
  Object.fromEntries(
    [...model.parameters].map(([name, tensor], i) => {
      const data = new Float32Array(tensor.size)
      initializeParameter(tensor, data, seed, i)
      return [name, new Value('float32', data, tensor.shape)] as const
    }),
  )

export const zeroValues = (named: readonly (readonly [name: string, Shape])[]): Record<string, Value> =>
  Object.fromEntries(
    named.map(([name, shape]) => [name, new Value('float32', new Float32Array(product(shape)), shape)]),
  )

export const disposeGpuValues = (values: OrtValues): void => {
  for (const value of Object.values(values)) if (value.location === 'gpu-buffer') value.dispose()
}

/**
 * Values copied to the host. Tensor.getData() on a GPU buffer aborts the process (onnxruntime-node 1.30), so a session that
 * does nothing but hand its inputs back as host outputs reads them.
 */
async function readToHost(state: OrtValues, names: readonly string[]): Promise<Map<string, Float32Array>> {
  const values = new Map<string, Float32Array>()
  const resident = names.filter(name => state[name]?.location === 'gpu-buffer')
  for (const name of names) if (!resident.includes(name)) values.set(name, (state[name] as Value).data as Float32Array)
  if (resident.length === 0) return values
  const reader = await compileForWebGpu(copyProgram(resident, state), [], 'disabled')
  const results = await reader.session.run(Object.fromEntries(resident.map(name => [name, state[name] as Value])))
  for (const name of resident) values.set(name, (results[updatedName(name)] as Value).data as Float32Array)
  await reader.session.release()
  return values
}

const copyProgram = (names: readonly string[], state: OrtValues): Program => ({
  outputs: Object.fromEntries(names.map(name => [updatedName(name), input(name, [...(state[name] as Value).dims])])),
  parameters: new Map(),
})
