import { product, type Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type OptimizerRules, type ParameterUpdate, updateFor } from './optimizer-rules.ts'

/** Values of one parameter in a flat array. */
export interface FlatEntry {
  readonly name: string
  readonly shape: Shape
  readonly offset: number
  readonly length: number
}

/** Parameters one after the other in one flat array. */
export interface FlatArray {
  readonly entries: readonly FlatEntry[]
  readonly total: number
}

/** Parameters side by side that one rule updates in the same way, [from, to). */
export interface FlatSection {
  readonly update: ParameterUpdate
  readonly from: number
  readonly to: number
  readonly entries: readonly FlatEntry[]
}

/** Where each parameter lies: section by section (those that decay before those that do not), then those that do not learn. */
export interface FlatLayout extends FlatArray {
  /** The part that learns. */
  readonly learning: FlatArray
  /** Of that part. */
  readonly sections: readonly FlatSection[]
  /** Where the state slots lie: each has an array of its own, with an entry for every parameter that has such a slot. */
  readonly slots: ReadonlyMap<string, FlatArray>
}

export function flatLayoutOf(
  parameters: ReadonlyMap<string, Tensor>,
  optimizer: OptimizerRules,
  frozen: ReadonlySet<string> = new Set(),
): FlatLayout {
  const all = [...parameters].map(([name, { shape }]) => ({ name, shape }))
  const updates = new Map(
    all.filter(e => !frozen.has(e.name)).map(e => [e.name, updateFor(optimizer, e.name, e.shape)]),
  )
  const kinds = optimizer.rules.flatMap((rule, index) => [true, false].map(decays => ({ rule, index, decays })))
  const members = kinds.map(kind =>
    all.filter(({ name }) => {
      const own = updates.get(name)
      return own?.index === kind.index && own.decays === kind.decays
    }),
  )
  const whole = flatArray([...members.flat(), ...all.filter(e => frozen.has(e.name))])
  const learning = flatArray(members.flat())
  let next = 0
  const sections = kinds.flatMap((update, i) => {
    const entries = learning.entries.slice(next, next + (members[i]?.length ?? 0))
    next += entries.length
    const [first, last] = [entries[0], entries.at(-1)]
    return first && last ? [{ update, from: first.offset, to: last.offset + last.length, entries }] : []
  })
  return { ...whole, learning, sections, slots: slotArrays(sections) }
}

function flatArray(named: readonly { readonly name: string; readonly shape: Shape }[]): FlatArray {
  let total = 0
  const entries = named.map(({ name, shape }) => {
    const entry = { name, shape, offset: total, length: product(shape) }
    total += entry.length
    return entry
  })
  return { entries, total }
}

function slotArrays(sections: readonly FlatSection[]): Map<string, FlatArray> {
  const bySlot = new Map<string, { name: string; shape: Shape }[]>()
  for (const { update, entries } of sections)
    for (const { name, shape } of entries)
      for (const [slot, slotShape] of Object.entries(update.rule.slots(shape))) {
        const known = bySlot.get(slot) ?? []
        bySlot.set(slot, known)
        known.push({ name, shape: slotShape })
      }
  return new Map([...bySlot].map(([slot, entries]) => [slot, flatArray(entries)]))
}

/** [from, to) ranges of at most `size` elements of a section. */
export const sectionChunks = ({ from: start, to: end }: FlatSection, size: number) =>
  Array.from({ length: Math.ceil((end - start) / size) }, (_, i) => ({
    from: start + i * size,
    to: Math.min(start + (i + 1) * size, end),
  }))
