import { blocksAdded, blocksRemoved, marked, moved, type Place, withBlocks, withParam, withParams } from './blocks.ts'
import { blocksReplaced } from './blocks-replaced.ts'
import type { End, Graph, Group, Note, PlacedBlock, Sheet, Wire } from './graph.ts'
import { grouped, retitled, ungrouped } from './groups.ts'
import { noteChanged, notesAdded, notesRemoved } from './notes.ts'
import { dissolved, enclosed, exposing, insideOf, withPort } from './sub-graph.ts'
import type { Way } from './ways.ts'
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
      readonly to: Readonly<Record<string, Place>>
      readonly notes?: Readonly<Record<string, Place>>
    }
  | { readonly do: 'connect'; readonly wire: Wire }
  /** Several wires at once; `to` are the new places of blocks that are spliced in. */
  | {
      readonly do: 'rewire'
      readonly cut: readonly Wire[]
      readonly join: readonly Wire[]
      readonly to?: Readonly<Record<string, Place>>
    }
  /** A value of `undefined` takes the parameter away. */
  | { readonly do: 'set'; readonly block: string; readonly param: string; readonly value: unknown }
  /** Several parameters of a block at once; those in `clear` are taken away. */
  | {
      readonly do: 'set-all'
      readonly block: string
      readonly values: Readonly<Record<string, unknown>>
      readonly clear?: readonly string[]
    }
  /** Other blocks in the places of some, by their addresses (see flatten): kind and parameters change, wires and names stay. */
  | { readonly do: 'replace'; readonly blocks: Readonly<Record<string, Replacement>>; readonly to?: Way }
  /** Names a block, or the graph when no block is given. */
  | { readonly do: 'rename'; readonly block?: string; readonly name: string }
  /** Leaves blocks out, or takes them in again. */
  | { readonly do: 'off'; readonly blocks: readonly string[]; readonly off?: PlacedBlock['off'] }
  | { readonly do: 'collapse' | 'pin'; readonly blocks: readonly string[]; readonly on: boolean }
  /** A frame around blocks, or another one in place of that with the same id. */
  | { readonly do: 'group'; readonly group: Group }
  | { readonly do: 'ungroup'; readonly groups: readonly string[] }
  | { readonly do: 'retitle'; readonly group: string; readonly title: string }
  | { readonly do: 'write'; readonly note: string; readonly text: string }
  | { readonly do: 'resize'; readonly note: string; readonly at: Place; readonly size: Place }
  /** Makes a sub-graph of blocks. */
  | { readonly do: 'enclose'; readonly blocks: readonly string[]; readonly id: string; readonly name: string }
  | { readonly do: 'dissolve'; readonly block: string }
  /** Whether an inner block's parameter can be set on the sub-graph. */
  | { readonly do: 'expose'; readonly block: string; readonly param: End; readonly on: boolean }
  /** Whether an inner block's port is one of the sub-graph's. */
  | {
      readonly do: 'port'
      readonly block: string
      readonly side: 'inputs' | 'outputs'
      readonly end: End
      readonly on: boolean
    }

/** What becomes of a block: see `former` of a placed block for what it remembers. */
export type Replacement = Pick<PlacedBlock, 'type' | 'params' | 'former' | 'given'>

/**
 * The graph after an edit; the very same object when the edit changes nothing.
 * Whatever is asked for, every wire joins ports of two blocks that exist, an input has at most one wire, and groups and ports
 * of sub-graphs name blocks that exist.
 */
export function edit(graph: Graph, change: Edit): Graph {
  if (change.do === 'replace') return blocksReplaced(graph, change.blocks)
  if (change.do !== 'rename' || change.block !== undefined) return within(graph, change.in ?? [], change)
  return graph.name === change.name ? graph : { ...graph, name: change.name }
}

type OnSheet = Exclude<Change, { readonly do: 'replace' }>

function within<S extends Sheet>(sheet: S, [id, ...path]: readonly string[], change: OnSheet): S {
  if (id === undefined) return changed(sheet, change)
  const block = sheet.blocks.find(b => b.id === id)
  return block ? insideOf(sheet, block, inside => within(inside, path, change)) : sheet
}

function changed<S extends Sheet>(sheet: S, change: OnSheet): S {
  switch (change.do) {
    case 'add':
    case 'remove':
      return added(sheet, change)
    case 'move':
      return moved(sheet, change.to, change.notes ?? {})
    case 'connect':
      return connect(sheet, change.wire)
    case 'rewire':
      return moved(rewire(sheet, change.cut, change.join), change.to ?? {}, {})
    case 'set':
      return withBlocks(sheet, [change.block], b => withParam(b, change.param, change.value))
    case 'set-all':
      return withBlocks(sheet, [change.block], b => withParams(b, change.values, change.clear))
    case 'rename':
      return withBlocks(sheet, [change.block ?? ''], b => marked(b, 'name', change.name))
    case 'off':
      return withBlocks(sheet, change.blocks, b => marked(b, 'off', change.off))
    case 'collapse':
      return withBlocks(sheet, change.blocks, b => marked(b, 'collapsed', change.on || undefined))
    case 'pin':
      return withBlocks(sheet, change.blocks, b => marked(b, 'pinned', change.on || undefined))
    default:
      return arranged(sheet, change)
  }
}

function added<S extends Sheet>(sheet: S, change: Change & { readonly do: 'add' | 'remove' }): S {
  if (change.do === 'remove') {
    const left = rewire(blocksRemoved(sheet, change.blocks), change.wires, change.join ?? [])
    return notesRemoved(left, change.notes ?? [])
  }
  const there = blocksAdded(sheet, change.blocks, change.wires)
  const groups = (change.groups ?? []).filter(g => !sheet.groups.some(({ id }) => id === g.id))
  return notesAdded(groups.reduce(grouped, there), change.notes ?? [])
}

type Simple =
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
function arranged<S extends Sheet>(sheet: S, change: Exclude<OnSheet, { readonly do: Simple }>): S {
  switch (change.do) {
    case 'group':
      return grouped(sheet, change.group)
    case 'ungroup':
      return ungrouped(sheet, change.groups)
    case 'retitle':
      return retitled(sheet, change.group, change.title)
    case 'write':
      return noteChanged(sheet, change.note, { text: change.text })
    case 'resize':
      return noteChanged(sheet, change.note, { at: [...change.at], size: [...change.size] })
    case 'enclose':
      return enclosed(sheet, change)
    case 'dissolve':
      return dissolved(sheet, change.block)
    case 'expose':
      return withBlocks(sheet, [change.block], b => exposing(b, change.param, change.on))
    case 'port':
      return withPort(sheet, change.block, change)
  }
}
