import { mapBlocks } from './flatten.ts'
import type { Graph, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { pruneGroups } from './groups.ts'
import { attachedWires, rewire } from './wires.ts'

export type CanvasPosition = readonly [number, number]
type CanvasPositions = Readonly<Record<string, CanvasPosition>>

export function addBlocks<S extends Subgraph>(subgraph: S, blocks: readonly PlacedBlock[], wires: readonly Wire[]): S {
  const ids = new Set(subgraph.blocks.map(b => b.id))
  const fresh = blocks.filter(b => !ids.has(b.id) && ids.add(b.id))
  return rewire(fresh.length === 0 ? subgraph : { ...subgraph, blocks: [...subgraph.blocks, ...fresh] }, [], wires)
}

/** Takes blocks away, with their wires and their places in groups. */
export function removeBlocks<S extends Subgraph>(subgraph: S, gone: readonly string[]): S {
  const blocks = subgraph.blocks.filter(b => !gone.includes(b.id))
  if (blocks.length === subgraph.blocks.length) return subgraph
  return {
    ...subgraph,
    blocks,
    wires: attachedWires(blocks, subgraph.wires),
    groups: pruneGroups(subgraph.groups, blocks),
  }
}

/** Moves blocks and notes; what is pinned stays where it is. */
export function moveItems<S extends Subgraph>(subgraph: S, to: CanvasPositions, notes: CanvasPositions): S {
  const blocks = moveAll(subgraph.blocks, to)
  const pages = moveAll(subgraph.notes, notes)
  return blocks === subgraph.blocks && pages === subgraph.notes ? subgraph : { ...subgraph, blocks, notes: pages }
}

function moveAll<T extends { id: string; at: [number, number]; pinned?: unknown }>(
  things: T[],
  to: CanvasPositions,
): T[] {
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
export function updateBlocks<S extends Subgraph>(
  subgraph: S,
  ids: readonly string[],
  change: (block: PlacedBlock) => PlacedBlock,
): S {
  const blocks = subgraph.blocks.map(b => (ids.includes(b.id) ? change(b) : b))
  return blocks.some((b, i) => b !== subgraph.blocks[i]) ? { ...subgraph, blocks } : subgraph
}

/** A value of `undefined` removes the parameter. */
export function setParam(b: PlacedBlock, param: string, value: unknown): PlacedBlock {
  if (value !== undefined)
    return Object.is(b.params[param], value) ? b : { ...b, params: { ...b.params, [param]: value } }
  if (!Object.hasOwn(b.params, param)) return b
  const { [param]: _, ...params } = b.params
  return { ...b, params }
}

type Values = Readonly<Record<string, unknown>>

export function setParams(b: PlacedBlock, values: Values, clear: readonly string[] = []): PlacedBlock {
  const less = clear.reduce((after, param) => setParam(after, param, undefined), b)
  return Object.entries(values).reduce((after, [param, value]) => setParam(after, param, value), less)
}

/** Sets a mark of a block, or takes it away: a mark that is not there is not written down. */
export function setOptionalField<K extends 'off' | 'collapsed' | 'pinned' | 'name'>(
  b: PlacedBlock,
  mark: K,
  value: PlacedBlock[K],
): PlacedBlock {
  if (Object.is(b[mark], value)) return b
  if (value !== undefined) return { ...b, [mark]: value }
  const { [mark]: _, ...without } = b
  return without as PlacedBlock // only optional keys are taken away
}

/** The graph with other blocks in the places of those with these addresses; the same one when none is there. */
export function replaceBlocks(
  graph: Graph,
  replacements: Readonly<Record<string, Pick<PlacedBlock, 'type' | 'params' | 'former' | 'given'>>>,
): Graph {
  let any = false
  const after = mapBlocks(graph, (block, address) => {
    const other = Object.hasOwn(replacements, address) ? replacements[address] : undefined
    if (!other) return block
    any = true
    const { former: _, given: __, ...kept } = block
    return { ...kept, ...other }
  })
  return any ? after : graph
}
