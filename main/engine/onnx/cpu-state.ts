import { Tensor as Value } from 'onnxruntime-node'
import type { Batch } from '../../../core/data/batch.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import type { FlatLayout } from '../../../core/train/flat-layout.ts'
import { flatLayoutOf } from '../../../core/train/flat-layout.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import type { Model } from '../../../core/train/model.ts'
import type { StepContext, StepResult, TrainingState } from '../backend.ts'
import type { CompiledProgram, OrtValues } from './session.ts'

/** Weights, and moments of those that learn, on the host, each kind in one array, so that updates run over long stretches of memory. */
export interface FlatState {
  readonly layout: FlatLayout
  readonly weights: Float32Array
  readonly first: Float32Array
  readonly second: Float32Array
}

/** Initial weights, and moments of 0. */
export function initialFlatState({ parameters, frozen }: Model, seed: number): FlatState {
  const layout = flatLayoutOf(parameters, frozen)
  const moments = () => new Float32Array(layout.learning.total)
  const state = { layout, weights: new Float32Array(layout.total), first: moments(), second: moments() }
  const index = new Map([...parameters.keys()].map((name, i) => [name, i]))
  for (const { name, offset, length } of layout.places) {
    const tensor = parameters.get(name)
    if (tensor) initializeParameter(tensor, state.weights.subarray(offset, offset + length), seed, index.get(name) ?? 0)
  }
  return state
}

type ParameterLayout = Pick<FlatLayout, 'places'>

/** Each parameter's part of a flat array as a value of its shape, sharing memory. */
export const parameterFeeds = (
  data: Float32Array,
  { places }: ParameterLayout,
  rename = (name: string) => name,
): Record<string, Value> =>
  Object.fromEntries(
    places.map(({ name, shape, offset, length }) => [
      rename(name),
      new Value('float32', data.subarray(offset, offset + length), shape),
    ]),
  )

export const parameterArrays = (data: Float32Array, { places }: ParameterLayout): TrainingState['weights'] =>
  new Map(places.map(({ name, offset, length }) => [name, data.subarray(offset, offset + length)]))

/** Copies given values into their places. */
export function copyIntoState(
  data: Float32Array,
  { places }: ParameterLayout,
  values: TrainingState['weights'] | undefined,
): void {
  for (const { name, offset } of places) {
    const value = values?.get(name)
    if (value) data.set(value, offset)
  }
}

/** The feeds that a program reads: it may use fewer parameters than the model has. */
export const selectFeeds = (values: OrtValues, { inputs, parameters }: CompiledProgram): OrtValues =>
  Object.fromEntries([...inputs, ...parameters].map(({ name }) => [name, values[name] as Value]))

export interface CpuBackendOptions {
  readonly batchSize: number
  /** Micro-batches of a step. */
  readonly accumulate: number
  readonly optimizer: Optimizer
  readonly seed: number
  /** Default: all. */
  readonly threads?: number
}

/** One way to run an optimizer step over state that it writes in place. */
export interface StepExecutor {
  step(batches: readonly Batch[], at: StepContext): Promise<StepResult>
  release(): Promise<void>
}
