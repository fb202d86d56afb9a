import { Tensor as Value } from 'onnxruntime-node'

/** Keys and values of texts that are being written side by side. */
export interface TextState {
  readonly texts: number
  /** One text after the other, [texts · rows, width]; written in place. */
  readonly growing: ReadonlyMap<string, Value>
  /** The same, but replaced as a whole. */
  readonly carried: ReadonlyMap<string, Value>
  /** What all texts share. */
  readonly kept: Readonly<Record<string, Value>>
}

/** The state of texts of which each continues the one of these that `parents` names. */
export function rearranged(state: TextState, parents: readonly number[]): TextState {
  if (parents.length === state.texts && parents.every((parent, i) => parent === i)) return state
  const rows = (values: Values) =>
    new Map([...values].map(([name, value]) => [name, picked(value, parents, state.texts)] as const))
  return { ...state, texts: parents.length, growing: rows(state.growing), carried: rows(state.carried) }
}

/** The states of single texts as one. */
export function joined([first, ...others]: readonly [TextState, ...TextState[]]): TextState {
  if (others.length === 0) return first
  const all = [first, ...others]
  const together = (of: (state: TextState) => Values) => {
    const names = [...of(first)].map(([name, { dims }]) => {
      const parts = all.map(state => dataOf(of(state).get(name) as Value))
      return [name, stacked(parts, dims[1] as number)] as const
    })
    return new Map(names)
  }
  return { ...first, texts: all.length, growing: together(s => s.growing), carried: together(s => s.carried) }
}

type Values = ReadonlyMap<string, Value>
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
