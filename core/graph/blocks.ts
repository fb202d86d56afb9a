import type { PlacedBlock, Sheet, Wire } from './graph.ts'
import { soundGroups } from './groups.ts'
import { attached, rewire } from './wires.ts'

export type Place = readonly [number, number]
type Places = Readonly<Record<string, Place>>

export function blocksAdded<S extends Sheet>(sheet: S, blocks: readonly PlacedBlock[], wires: readonly Wire[]): S {
  const ids = new Set(sheet.blocks.map(b => b.id))
  const fresh = blocks.filter(b => !ids.has(b.id) && ids.add(b.id))
  return rewire(fresh.length === 0 ? sheet : { ...sheet, blocks: [...sheet.blocks, ...fresh] }, [], wires)
}

/** Takes blocks away, with their wires and their places in groups. */
export function blocksRemoved<S extends Sheet>(sheet: S, gone: readonly string[]): S {
  const blocks = sheet.blocks.filter(b => !gone.includes(b.id))
  if (blocks.length === sheet.blocks.length) return sheet
  return { ...sheet, blocks, wires: attached(blocks, sheet.wires), groups: soundGroups(sheet.groups, blocks) }
}

/** Moves blocks and notes; what is pinned stays where it is. */
export function moved<S extends Sheet>(sheet: S, to: Places, notes: Places): S {
  const blocks = allMoved(sheet.blocks, to)
  const pages = allMoved(sheet.notes, notes)
  return blocks === sheet.blocks && pages === sheet.notes ? sheet : { ...sheet, blocks, notes: pages }
}

function allMoved<T extends { id: string; at: [number, number]; pinned?: unknown }>(things: T[], to: Places): T[] {
  let any = false
  const after = things.map(thing => {
    const at = Object.hasOwn(to, thing.id) && thing.pinned !== true ? to[thing.id] : undefined
    if (!at || (at[0] === thing.at[0] && at[1] === thing.at[1])) return thing
    any = true
    return { ...thing, at: [at[0], at[1]] satisfies [number, number] }
  })
  return any ? after : things
}

/** Changes some blocks, each by itself; the same sheet when none is another than before. */
export function withBlocks<S extends Sheet>(
  sheet: S,
  ids: readonly string[],
  change: (block: PlacedBlock) => PlacedBlock,
): S {
  const blocks = sheet.blocks.map(b => (ids.includes(b.id) ? change(b) : b))
  return blocks.some((b, i) => b !== sheet.blocks[i]) ? { ...sheet, blocks } : sheet
}

/** A value of `undefined` takes the parameter away. */
export function withParam(b: PlacedBlock, param: string, value: unknown): PlacedBlock {
  if (value !== undefined)
    return Object.is(b.params[param], value) ? b : { ...b, params: { ...b.params, [param]: value } }
  if (!Object.hasOwn(b.params, param)) return b
  const { [param]: _, ...params } = b.params
  return { ...b, params }
}

type Values = Readonly<Record<string, unknown>>

export function withParams(b: PlacedBlock, values: Values, clear: readonly string[] = []): PlacedBlock {
  const less = clear.reduce((after, param) => withParam(after, param, undefined), b)
  return Object.entries(values).reduce((after, [param, value]) => withParam(after, param, value), less)
}

/** Sets a mark of a block, or takes it away: a mark that is not there is not written down. */
export function marked<K extends 'off' | 'collapsed' | 'pinned' | 'name'>(
  b: PlacedBlock,
  mark: K,
  value: PlacedBlock[K],
): PlacedBlock {
  if (Object.is(b[mark], value)) return b
  if (value !== undefined) return { ...b, [mark]: value }
  const { [mark]: _, ...without } = b
  return without as PlacedBlock // only optional keys are taken away
}
