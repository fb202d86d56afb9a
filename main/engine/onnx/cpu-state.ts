import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import { type FlatArray, type FlatLayout, type FlatSection, flatLayoutOf } from '../../../core/train/flat-layout.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import type { Model } from '../../../core/train/model.ts'
import type { OptimizerRules } from '../../../core/train/optimizer-rules.ts'
import type { SlotValue, StepContext, StepResult, TrainingState } from '../backend.ts'

/** Weights, and the optimizer's state of those that learn, on the host, each slot in one array, so that updates run over long ranges of memory. */
export interface FlatState {
  readonly layout: FlatLayout
  readonly weights: Float32Array
  readonly slots: ReadonlyMap<string, Float32Array>
}

/** Initial weights, and state slots of 0. */
export function initialFlatState({ parameters, frozen }: Model, optimizer: OptimizerRules, seed: number): FlatState {
  const layout = flatLayoutOf(parameters, optimizer, frozen)
  const weights = new Float32Array(layout.total)
  const slots = new Map([...layout.slots].map(([slot, { total }]) => [slot, new Float32Array(total)]))
  const index = new Map([...parameters.keys()].map((name, i) => [name, i]))
  for (const { name, offset, length } of layout.entries) {
    const tensor = parameters.get(name)
    if (tensor) initializeParameter(tensor, weights.subarray(offset, offset + length), seed, index.get(name) ?? 0)
  }
  return { layout, weights, slots }
}

/** The data of a slot and where its parameters lie in it. */
export function slotOf({ layout, slots }: FlatState, slot: string): { data: Float32Array; array: FlatArray } {
  const [data, array] = [slots.get(slot), layout.slots.get(slot)]
  if (!data || !array) throw new Error(`slotOf: the optimizer has no state slot '${slot}'`)
  return { data, array }
}

/** A range of a flat array as a value that shares its memory. */
export const flatValue = (data: Float32Array, from: number, to: number): Value =>
  new Value('float32', data.subarray(from, to), [to - from])

/** A range of a section of an elementwise rule as it lies in one of its slots. */
export function flatSlot(state: FlatState, slot: string, section: FlatSection, from: number, to: number): Value {
  const { data, array } = slotOf(state, slot)
  const first = array.entries.find(({ name }) => name === section.entries[0]?.name)
  const shift = (first?.offset ?? 0) - section.from
  return flatValue(data, from + shift, to + shift)
}

/** Each parameter's part of a flat array as a value of its shape, sharing memory. */
export const parameterFeeds = (
  data: Float32Array,
  { entries }: Pick<FlatArray, 'entries'>,
  rename = (name: string) => name,
): Record<string, Value> =>
  Object.fromEntries(
    entries.map(({ name, shape, offset, length }) => [
      rename(name),
      new Value('float32', data.subarray(offset, offset + length), shape),
    ]),
  )

export const parameterArrays = (
  data: Float32Array,
  { entries }: Pick<FlatArray, 'entries'>,
): TrainingState['weights'] =>
  new Map(entries.map(({ name, offset, length }) => [name, data.subarray(offset, offset + length)]))

/** A copy of the state by parameter. */
export const copyState = (state: FlatState): TrainingState => ({
  weights: parameterArrays(state.weights.slice(), state.layout),
  slots: new Map([...state.slots.keys()].map(slot => [slot, copySlot(state, slot)])),
})

function copySlot(state: FlatState, slot: string): Map<string, SlotValue> {
  const { data, array } = slotOf(state, slot)
  const copy = data.slice()
  return new Map(
    array.entries.map(({ name, shape, offset, length }) => [
      name,
      { shape, data: copy.subarray(offset, offset + length) },
    ]),
  )
}

/** Copies what is given into its place in the state. */
export function loadState(state: FlatState, { weights, slots }: Partial<TrainingState>): void {
  const copy = (to: Float32Array, { entries }: FlatArray, find: (name: string) => Float32Array | undefined) => {
    for (const { name, offset } of entries) {
      const value = find(name)
      if (value) to.set(value, offset)
    }
  }
  copy(state.weights, state.layout, name => weights?.get(name))
  for (const [slot, values] of slots ?? []) {
    const { data, array } = slotOf(state, slot)
    copy(data, array, name => values.get(name)?.data)
  }
}

/** One way to run an optimizer step over the state of a backend. */
export interface StepExecutor {
  step(batches: readonly Batch[], at: StepContext): Promise<StepResult>
  release(): Promise<void>
}
