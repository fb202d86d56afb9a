import { Tensor as Value } from 'onnxruntime-node'

/** Keys and values of texts that are being written side by side. */
export interface DecoderState {
  readonly texts: number
  /** Which source each text is written from; a single one may stand for all. Empty without sources. */
  readonly sources: readonly number[]
  /** One text after the other, [texts · rows, width]; written in place. */
  readonly keyValues: NamedValues
  /** The same, but replaced as a whole. */
  readonly recurrentStates: NamedValues
  /** What comes of the sources, one after the other. */
  readonly staticValues: NamedValues
}

/** The state of texts of which each continues the one of these that `parents` names. */
export function reorderBeams(state: DecoderState, parents: readonly number[]): DecoderState {
  if (parents.length === state.texts && parents.every((parent, i) => parent === i)) return state
  const rows = (values: NamedValues) =>
    new Map([...values].map(([name, value]) => [name, gatherTexts(value, parents, state.texts)] as const))
  const [keyValues, recurrentStates] = [rows(state.keyValues), rows(state.recurrentStates)]
  if (state.sources.length <= 1) return { ...state, texts: parents.length, keyValues, recurrentStates }
  const sources = parents.map(parent => state.sources[parent] as number)
  return { texts: parents.length, sources, keyValues, recurrentStates, staticValues: rows(state.staticValues) }
}

type NamedValues = ReadonlyMap<string, Value>

/** The parts of a value that belong to some of its texts. */
function gatherTexts(value: Value, parents: readonly number[], texts: number): Value {
  const [data, size] = [value.data as Float32Array, value.data.length / texts]
  const all = new Float32Array(parents.length * size)
  for (const [i, parent] of parents.entries()) all.set(data.subarray(parent * size, (parent + 1) * size), i * size)
  const [rows = 0, ...rest] = value.dims
  return new Value('float32', all, [(rows / texts) * parents.length, ...rest])
}

/**
 * Follows which source each text is written from, call by call of a `Score`: at first the texts come in the order of
 * the sources, or all from one; later a text has the source of the one that it continues. Empty without sources.
 */
export function beamSources(sources: number): (texts: number, parents: readonly number[]) => readonly number[] {
  let owners: readonly number[] = []
  return (texts, parents) => {
    if (sources === 0) return []
    const begun = Array.from({ length: texts }, (_, text) => (sources === 1 ? 0 : text))
    owners = parents.length > 0 ? parents.map(parent => owners[parent] as number) : begun
    return owners
  }
}
