import { Tensor as Value } from 'onnxruntime-node'

/** Keys and values of texts that are being written side by side. */
export interface TextState {
  readonly texts: number
  /** Which source each text is written from; a single one may stand for all. Empty without sources. */
  readonly sources: readonly number[]
  /** One text after the other, [texts · rows, width]; written in place. */
  readonly growing: Values
  /** The same, but replaced as a whole. */
  readonly carried: Values
  /** What comes of the sources, one after the other. */
  readonly kept: Values
}

/** The state of texts of which each continues the one of these that `parents` names. */
export function rearranged(state: TextState, parents: readonly number[]): TextState {
  if (parents.length === state.texts && parents.every((parent, i) => parent === i)) return state
  const rows = (values: Values) =>
    new Map([...values].map(([name, value]) => [name, picked(value, parents, state.texts)] as const))
  const [growing, carried] = [rows(state.growing), rows(state.carried)]
  if (state.sources.length <= 1) return { ...state, texts: parents.length, growing, carried }
  const sources = parents.map(parent => state.sources[parent] as number)
  return { texts: parents.length, sources, growing, carried, kept: rows(state.kept) }
}

type Values = ReadonlyMap<string, Value>

/** The parts of a value that belong to some of its texts. */
function picked(value: Value, parents: readonly number[], texts: number): Value {
  const [data, size] = [value.data as Float32Array, value.data.length / texts]
  const all = new Float32Array(parents.length * size)
  for (const [i, parent] of parents.entries()) all.set(data.subarray(parent * size, (parent + 1) * size), i * size)
  const [rows = 0, ...rest] = value.dims
  return new Value('float32', all, [(rows / texts) * parents.length, ...rest])
}
