import { product, type Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { hasWeightDecay } from './optimizers/adamw.ts'

export interface ParameterSlot {
  readonly name: string
  readonly shape: Shape
  readonly offset: number
  readonly length: number
}

/** Where each parameter lies in one flat array: those that decay first, then those that do not, then those that do not learn. */
export interface FlatLayout {
  readonly places: readonly ParameterSlot[]
  /** Elements before this one decay. */
  readonly decayed: number
  readonly total: number
  /** The part that learns. */
  readonly learning: Omit<FlatLayout, 'learning'>
}

export function flatLayoutOf(
  parameters: ReadonlyMap<string, Tensor>,
  frozen: ReadonlySet<string> = new Set(),
): FlatLayout {
  const all = [...parameters].map(([name, { shape }]) => ({ name, shape, length: product(shape) }))
  const entries = all.filter(e => !frozen.has(e.name))
  const decaying = entries.filter(e => hasWeightDecay(e.name, e.shape))
  const noDecay = entries.filter(e => !hasWeightDecay(e.name, e.shape))
  let total = 0
  const places = [...decaying, ...noDecay, ...all.filter(e => frozen.has(e.name))].map(e => {
    const place = { ...e, offset: total }
    total += e.length
    return place
  })
  const lengthOf = (some: readonly { length: number }[]) => some.reduce((sum, e) => sum + e.length, 0)
  const decayed = lengthOf(decaying)
  const learning = { places: places.slice(0, entries.length), decayed, total: lengthOf(entries) }
  return { places, decayed, total, learning }
}

/** [from, to) ranges of at most `size` elements that never straddle the border between parameters with and without weight decay. */
export function stateChunks({ decayed, total }: Pick<FlatLayout, 'decayed' | 'total'>, size: number) {
  const cut = (from: number, to: number) =>
    Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => ({
      from: from + i * size,
      to: Math.min(from + (i + 1) * size, to),
    }))
  return [...cut(0, decayed), ...cut(decayed, total)]
}
