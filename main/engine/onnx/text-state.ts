import { Tensor as Value } from 'onnxruntime-node'

/** Keys and values of texts that are being written side by side. */
export interface TextState {
  readonly texts: number
  /** One text after the other, [texts · rows, width]; written in place. */
  readonly growing: ReadonlyMap<string, Value>
  /** What all texts share. */
  readonly kept: Readonly<Record<string, Value>>
}

/** The state of texts of which each continues the one of these that `parents` names. */
export function rearranged(state: TextState, parents: readonly number[]): TextState {
  if (parents.length === state.texts && parents.every((parent, i) => parent === i)) return state
  const growing = new Map(
    [...state.growing].map(([name, value]) => [name, picked(value, parents, state.texts)] as const),
  )
  return { texts: parents.length, growing, kept: state.kept }
}

/** The states of single texts as one. */
export function joined([first, ...others]: readonly [TextState, ...TextState[]]): TextState {
  if (others.length === 0) return first
  const all = [first, ...others]
  const growing = [...first.growing.keys()].map(name => {
    const parts = all.map(({ growing }) => growing.get(name) as Value)
    return [name, stacked(parts.map(dataOf), parts[0]?.dims[1] as number)] as const
  })
  return { texts: all.length, growing: new Map(growing), kept: first.kept }
}

const dataOf = (value: Value) => value.data as Float32Array

function picked(value: Value, parents: readonly number[], texts: number): Value {
  const size = value.data.length / texts
  const part = (parent: number) => dataOf(value).subarray(parent * size, (parent + 1) * size)
  return stacked(parents.map(part), value.dims[1] as number)
}

function stacked(parts: readonly Float32Array[], width: number): Value {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return new Value('float32', all, [all.length / width, width])
}
