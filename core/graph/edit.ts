import type { ObjectiveFamily } from '../plan/plan.ts'
import type { CanvasPosition } from './blocks.ts'
import {
  addBlocks,
  moveItems,
  removeBlocks,
  replaceBlocks,
  setOptionalField,
  setParam,
  setParams,
  updateBlocks,
} from './blocks.ts'
import type { Endpoint, Graph, Group, Note, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { putGroup, removeGroups, retitleGroup } from './groups.ts'
import { addNotes, removeNotes, updateNote } from './notes.ts'
import { dissolveSubgraph, editInside, encloseBlocks, exposeParam, exposePort } from './subgraph.ts'
import { connect, rewire } from './wires.ts'

/** One change a user makes to a graph, as plain data: it can be undone, named in a list, and written to a journal. */
export type Edit = Change & {
  /** The sub-graphs in which it happens, the outermost first; none means the graph itself. */
  readonly in?: readonly string[] | undefined
  /** What the user calls it, where the change itself does not tell. */
  readonly as?: EditName
}

export type EditName = 'splice' | 'heal' | 'paste' | 'duplicate' | 'align' | 'distribute' | 'tidy'

type Change =
  | {
      readonly do: 'add'
      readonly blocks: readonly PlacedBlock[]
      readonly wires: readonly Wire[]
      readonly groups?: readonly Group[]
      readonly notes?: readonly Note[]
    }
  /** `join` are wires that heal the gap. */
  | {
      readonly do: 'remove'
      readonly blocks: readonly string[]
      readonly wires: readonly Wire[]
      readonly notes?: readonly string[]
      readonly join?: readonly Wire[]
    }
  /** Pinned blocks stay. */
  | {
      readonly do: 'move'
      readonly to: Readonly<Record<string, CanvasPosition>>
      readonly notes?: Readonly<Record<string, CanvasPosition>>
    }
  | { readonly do: 'connect'; readonly wire: Wire }
  /** Several wires at once; `to` are the new places of blocks that are spliced in. */
  | {
      readonly do: 'rewire'
      readonly cut: readonly Wire[]
      readonly join: readonly Wire[]
      readonly to?: Readonly<Record<string, CanvasPosition>>
    }
  /** A value of `undefined` removes the parameter. */
  | { readonly do: 'set'; readonly block: string; readonly param: string; readonly value: unknown }
  /** Several parameters of a block at once; those in `clear` are removed. */
  | {
      readonly do: 'set-all'
      readonly block: string
      readonly values: Readonly<Record<string, unknown>>
      readonly clear?: readonly string[]
    }
  /** Other blocks in the places of some, by their addresses (see flatten): type and parameters change, wires and names stay. */
  | {
      readonly do: 'replace'
      readonly blocks: Readonly<Record<string, BlockReplacement>>
      readonly to?: ObjectiveFamily
    }
  /** Names a block, or the graph when no block is given. */
  | { readonly do: 'rename'; readonly block?: string; readonly name: string }
  /** Disables blocks, or enables them again. */
  | { readonly do: 'off'; readonly blocks: readonly string[]; readonly off?: PlacedBlock['off'] }
  | { readonly do: 'collapse' | 'pin'; readonly blocks: readonly string[]; readonly on: boolean }
  /** A frame around blocks, or another one in place of that with the same id. */
  | { readonly do: 'group'; readonly group: Group }
  | { readonly do: 'ungroup'; readonly groups: readonly string[] }
  | { readonly do: 'retitle'; readonly group: string; readonly title: string }
  | { readonly do: 'write'; readonly note: string; readonly text: string }
  | { readonly do: 'resize'; readonly note: string; readonly at: CanvasPosition; readonly size: CanvasPosition }
  /** Makes a sub-graph of blocks. */
  | { readonly do: 'enclose'; readonly blocks: readonly string[]; readonly id: string; readonly name: string }
  | { readonly do: 'dissolve'; readonly block: string }
  /** Whether an inner block's parameter can be set on the sub-graph. */
  | { readonly do: 'expose'; readonly block: string; readonly param: Endpoint; readonly on: boolean }
  /** Whether an inner block's port is one of the sub-graph's. */
  | {
      readonly do: 'port'
      readonly block: string
      readonly side: 'inputs' | 'outputs'
      readonly end: Endpoint
      readonly on: boolean
    }

/** What becomes of a block: see `former` of a placed block for what it remembers. */
export type BlockReplacement = Pick<PlacedBlock, 'type' | 'params' | 'former' | 'given'>

/**
 * The graph after an edit; the very same object when the edit changes nothing.
 * Whatever is asked for, every wire joins ports of two blocks that exist, an input has at most one wire, and groups and ports
 * of sub-graphs name blocks that exist.
 */
export function applyEdit(graph: Graph, change: Edit): Graph {
  if (change.do === 'replace') return replaceBlocks(graph, change.blocks)
  if (change.do !== 'rename' || change.block !== undefined) return applyInside(graph, change.in ?? [], change)
  return graph.name === change.name ? graph : { ...graph, name: change.name }
}

type SubgraphEdit = Exclude<Change, { readonly do: 'replace' }>

function applyInside<S extends Subgraph>(subgraph: S, [id, ...path]: readonly string[], change: SubgraphEdit): S {
  if (id === undefined) return applyToSubgraph(subgraph, change)
  const block = subgraph.blocks.find(b => b.id === id)
  return block ? editInside(subgraph, block, inside => applyInside(inside, path, change)) : subgraph
}

function applyToSubgraph<S extends Subgraph>(subgraph: S, change: SubgraphEdit): S {
  switch (change.do) {
    case 'add':
    case 'remove':
      return addOrRemove(subgraph, change)
    case 'move':
      return moveItems(subgraph, change.to, change.notes ?? {})
    case 'connect':
      return connect(subgraph, change.wire)
    case 'rewire':
      return moveItems(rewire(subgraph, change.cut, change.join), change.to ?? {}, {})
    case 'set':
      return updateBlocks(subgraph, [change.block], b => setParam(b, change.param, change.value))
    case 'set-all':
      return updateBlocks(subgraph, [change.block], b => setParams(b, change.values, change.clear))
    case 'rename':
      return updateBlocks(subgraph, [change.block ?? ''], b => setOptionalField(b, 'name', change.name))
    case 'off':
      return updateBlocks(subgraph, change.blocks, b => setOptionalField(b, 'off', change.off))
    case 'collapse':
      return updateBlocks(subgraph, change.blocks, b => setOptionalField(b, 'collapsed', change.on || undefined))
    case 'pin':
      return updateBlocks(subgraph, change.blocks, b => setOptionalField(b, 'pinned', change.on || undefined))
    default:
      return applyToSurroundings(subgraph, change)
  }
}

function addOrRemove<S extends Subgraph>(subgraph: S, change: Change & { readonly do: 'add' | 'remove' }): S {
  if (change.do === 'remove') {
    const left = rewire(removeBlocks(subgraph, change.blocks), change.wires, change.join ?? [])
    return removeNotes(left, change.notes ?? [])
  }
  const there = addBlocks(subgraph, change.blocks, change.wires)
  const groups = (change.groups ?? []).filter(g => !subgraph.groups.some(({ id }) => id === g.id))
  return addNotes(groups.reduce(putGroup, there), change.notes ?? [])
}

type BlockEditName =
  | 'add'
  | 'remove'
  | 'move'
  | 'connect'
  | 'rewire'
  | 'set'
  | 'set-all'
  | 'rename'
  | 'off'
  | 'collapse'
  | 'pin'

/** Changes of what is around blocks: groups, notes, sub-graphs. */
function applyToSurroundings<S extends Subgraph>(
  subgraph: S,
  change: Exclude<SubgraphEdit, { readonly do: BlockEditName }>,
): S {
  switch (change.do) {
    case 'group':
      return putGroup(subgraph, change.group)
    case 'ungroup':
      return removeGroups(subgraph, change.groups)
    case 'retitle':
      return retitleGroup(subgraph, change.group, change.title)
    case 'write':
      return updateNote(subgraph, change.note, { text: change.text })
    case 'resize':
      return updateNote(subgraph, change.note, { at: [...change.at], size: [...change.size] })
    case 'enclose':
      return encloseBlocks(subgraph, change)
    case 'dissolve':
      return dissolveSubgraph(subgraph, change.block)
    case 'expose':
      return updateBlocks(subgraph, [change.block], b => exposeParam(b, change.param, change.on))
    case 'port':
      return exposePort(subgraph, change.block, change)
  }
}
