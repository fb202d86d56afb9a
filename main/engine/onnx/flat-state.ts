import { Tensor as Value } from 'onnxruntime-node'
import { initialise } from '../../../core/train/initialise.ts'
import { type Layout, layoutOf } from '../../../core/train/layout.ts'
import type { Model } from '../../../core/train/model.ts'
import type { State } from './machine.ts'
import type { Compiled, Values } from './session.ts'

/** Weights, and moments of those that learn, on the host, each kind in one array, so that updates run over long stretches of memory. */
export interface FlatState {
  readonly layout: Layout
  readonly weights: Float32Array
  readonly first: Float32Array
  readonly second: Float32Array
}

/** Initial weights, and moments of 0. */
export function flatState({ parameters, frozen }: Model, seed: number): FlatState {
  const layout = layoutOf(parameters, frozen)
  const moments = () => new Float32Array(layout.learning.total)
  const state = { layout, weights: new Float32Array(layout.total), first: moments(), second: moments() }
  const index = new Map([...parameters.keys()].map((name, i) => [name, i]))
  for (const { name, offset, length } of layout.places) {
    const tensor = parameters.get(name)
    if (tensor) initialise(tensor, state.weights.subarray(offset, offset + length), seed, index.get(name) ?? 0)
  }
  return state
}

type Places = Pick<Layout, 'places'>

/** Each parameter's part of a flat array as a value of its shape, sharing memory. */
export const views = (data: Float32Array, { places }: Places, rename = (name: string) => name): Record<string, Value> =>
  Object.fromEntries(
    places.map(({ name, shape, offset, length }) => [
      rename(name),
      new Value('float32', data.subarray(offset, offset + length), shape),
    ]),
  )

export const parts = (data: Float32Array, { places }: Places): State['weights'] =>
  new Map(places.map(({ name, offset, length }) => [name, data.subarray(offset, offset + length)]))

/** Copies given values into their places. */
export function fill(data: Float32Array, { places }: Places, values: State['weights'] | undefined): void {
  for (const { name, offset } of places) {
    const value = values?.get(name)
    if (value) data.set(value, offset)
  }
}

/** The feeds that a program reads: it may use fewer parameters than the model has. */
export const only = (values: Values, { inputs, parameters }: Compiled): Values =>
  Object.fromEntries([...inputs, ...parameters].map(({ name }) => [name, values[name] as Value]))
