import type { Endpoint, Group, PlacedBlock, Subgraph, Wire } from './graph.ts'
import { pruneGroups, putGroup } from './groups.ts'
import { uniqueId, uniqueName } from './unique-id.ts'
import { attachedWires, hasPort, sameEndpoint } from './wires.ts'

/** The type of a block that holds a graph of its own. */
export const subgraphType = 'sub-graph'

interface EncloseOptions {
  readonly blocks: readonly string[]
  /** Of the sub-graph; nothing happens when it is taken. */
  readonly id: string
  readonly name: string
}

/** Puts blocks into a sub-graph in their place. Wires that cross its border become ports. */
export function encloseBlocks<S extends Subgraph>(subgraph: S, { blocks: ids, id, name }: EncloseOptions): S {
  const inside = subgraph.blocks.filter(b => ids.includes(b.id))
  if (inside.length === 0 || subgraph.blocks.some(b => b.id === id)) return subgraph
  const has = (end: Endpoint) => inside.some(b => b.id === end[0])
  const border = borderPorts(subgraph.wires, id, has)
  const block: PlacedBlock = {
    id,
    type: subgraphType,
    params: {},
    at: [Math.min(...inside.map(b => b.at[0])), Math.min(...inside.map(b => b.at[1]))],
    name,
    graph: {
      blocks: inside,
      wires: subgraph.wires.filter(([from, to]) => has(from) && has(to)),
      groups: subgraph.groups.filter(g => g.blocks.every(b => has([b, '']))),
      notes: [],
    },
    inputs: border.inputs,
    outputs: border.outputs,
    exposed: [],
  }
  const first = subgraph.blocks.findIndex(b => ids.includes(b.id))
  const blocks = subgraph.blocks.flatMap((b, i) => (i === first ? [block] : ids.includes(b.id) ? [] : [b]))
  return { ...subgraph, blocks, wires: border.wires, groups: pruneGroups(subgraph.groups, blocks) }
}

/** The wires of the sub-graph once some blocks are behind a border, and the ports in it. */
function borderPorts(drawn: readonly Wire[], id: string, inside: (end: Endpoint) => boolean) {
  const inputs: Record<string, Endpoint> = {}
  const outputs: Record<string, Endpoint> = {}
  const named = (ports: Record<string, Endpoint>, end: Endpoint) => {
    const known = Object.keys(ports).find(port => sameEndpoint(ports[port] ?? ['', ''], end))
    const port = known ?? uniqueName(end[1], { has: name => Object.hasOwn(ports, name) })
    ports[port] = end
    return port
  }
  const wires = drawn.flatMap(([from, to]): Wire[] => {
    if (inside(from) && inside(to)) return []
    if (inside(to)) return [[from, [id, named(inputs, to)]]]
    if (inside(from)) return [[[id, named(outputs, from)], to]]
    return [[from, to]]
  })
  return { wires, inputs, outputs }
}

/** Puts what is in a sub-graph where the sub-graph was. The blocks get other ids where theirs are taken. */
export function dissolveSubgraph<S extends Subgraph>(subgraph: S, id: string): S {
  const block = subgraph.blocks.find(b => b.id === id)
  if (!block?.graph) return subgraph
  const inner = relocate(block, block.graph, subgraph)
  const outside = (end: Endpoint, ports: PlacedBlock['inputs']): Endpoint[] => {
    if (end[0] !== id) return [end]
    const port = ports && Object.hasOwn(ports, end[1]) ? ports[end[1]] : undefined
    return port ? [[inner.name(port[0]), port[1]]] : []
  }
  const blocks = subgraph.blocks.flatMap(b => (b === block ? inner.blocks : [b]))
  const wires = subgraph.wires.flatMap(([from, to]) =>
    outside(from, block.outputs).flatMap(a => outside(to, block.inputs).map((b): Wire => [a, b])),
  )
  const around = subgraph.groups.map(g => ({ ...g, blocks: g.blocks.flatMap(b => (b === id ? inner.loose : [b])) }))
  const without = { ...subgraph, blocks, wires: [...wires, ...inner.wires], notes: [...subgraph.notes, ...inner.notes] }
  return inner.groups.reduce(putGroup, { ...without, groups: pruneGroups(around, blocks) })
}

/** What was inside, with ids and places that fit outside. */
function relocate(block: PlacedBlock, graph: Subgraph, subgraph: Subgraph) {
  const ids = new Map<string, string>()
  const others = { blocks: subgraph.blocks.filter(b => b !== block) }
  for (const b of graph.blocks) ids.set(b.id, uniqueId(others, b.id, new Set(ids.values())))
  const name = (inner: string) => ids.get(inner) ?? inner
  const dx = block.at[0] - Math.min(...graph.blocks.map(b => b.at[0]))
  const dy = block.at[1] - Math.min(...graph.blocks.map(b => b.at[1]))
  const shift = ([x, y]: [number, number]): [number, number] => (graph.blocks.length > 0 ? [x + dx, y + dy] : [x, y])
  const groupIds = new Set(subgraph.groups.map(g => g.id))
  const noteIds = new Set(subgraph.notes.map(n => n.id))
  const groups = graph.groups.map((g): Group => {
    const own = uniqueName(g.id, groupIds)
    groupIds.add(own)
    return { ...g, id: own, blocks: g.blocks.map(name) }
  })
  const framed = new Set(groups.flatMap(g => g.blocks))
  return {
    name,
    blocks: graph.blocks.map(b => ({
      ...b,
      id: name(b.id),
      at: shift(b.at),
      ...(block.off ? { off: block.off } : {}),
    })),
    wires: graph.wires.map(
      ([[from, output], [to, input]]): Wire => [
        [name(from), output],
        [name(to), input],
      ],
    ),
    groups,
    /** Those that no group of their own frames. */
    loose: graph.blocks.map(b => name(b.id)).filter(b => !framed.has(b)),
    notes: graph.notes.map(n => {
      const own = uniqueName(n.id, noteIds)
      noteIds.add(own)
      return { ...n, id: own, at: shift(n.at) }
    }),
  }
}

const [entry, exit] = ['\u0000in', '\u0000out']
const borderBlock = (id: string): PlacedBlock => ({ id, type: id, params: {}, at: [0, 0] })

/**
 * Changes what is in a sub-graph. While that happens, its border stands for two blocks, and its ports are wires to them: so ports
 * follow what becomes of the inner blocks, and an inner wire to an input takes the place of a port.
 */
export function editInside<S extends Subgraph>(
  subgraph: S,
  block: PlacedBlock,
  change: (inside: Subgraph) => Subgraph,
): S {
  if (!block.graph) return subgraph
  const before: Subgraph = {
    ...block.graph,
    blocks: [...block.graph.blocks, borderBlock(entry), borderBlock(exit)],
    wires: [
      ...block.graph.wires,
      ...Object.entries(block.inputs ?? {}).map(([port, end]): Wire => [[entry, port], end]),
      ...Object.entries(block.outputs ?? {}).map(([port, end]): Wire => [end, [exit, port]]),
    ],
  }
  const after = change(before)
  if (after === before) return subgraph
  const blocks = after.blocks.filter(b => b.id !== entry && b.id !== exit)
  const has = ([id]: Endpoint) => blocks.some(b => b.id === id)
  return replaceBlock(subgraph, block, {
    ...block,
    graph: { ...after, blocks, wires: after.wires.filter(([from, to]) => has(from) && has(to)) },
    inputs: Object.fromEntries(after.wires.flatMap(([from, to]) => (from[0] === entry ? [[from[1], to]] : []))),
    outputs: Object.fromEntries(after.wires.flatMap(([from, to]) => (to[0] === exit ? [[to[1], from]] : []))),
    exposed: (block.exposed ?? []).filter(has),
  })
}

/** Lets a parameter of an inner block be set from outside, or no longer. */
export function exposeParam(block: PlacedBlock, param: Endpoint, on: boolean): PlacedBlock {
  const without = (block.exposed ?? []).filter(end => !sameEndpoint(end, param))
  const there = without.length < (block.exposed ?? []).length
  if (!block.graph?.blocks.some(b => b.id === param[0]) || there === on) return block
  return { ...block, exposed: on ? [...without, param] : without }
}

/** Makes an inner port one of the sub-graph's, or no longer; the wires at it go then. */
export function exposePort<S extends Subgraph>(
  subgraph: S,
  id: string,
  { side, end, on }: { readonly side: 'inputs' | 'outputs'; readonly end: Endpoint; readonly on: boolean },
): S {
  const block = subgraph.blocks.find(b => b.id === id)
  const ports = Object.entries(block?.[side] ?? {})
  const without = ports.filter(([, other]) => !sameEndpoint(other, end))
  const inner = block?.graph?.blocks.find(b => b.id === end[0])
  if (!block?.graph || !inner || !hasPort(inner, side, end[1]) || without.length < ports.length === on) return subgraph
  if (on && side === 'inputs' && block.graph.wires.some(w => sameEndpoint(w[1], end))) return subgraph
  const names = new Map(without)
  const after = on ? [...without, [uniqueName(end[1], names), end] as const] : without
  return replaceBlock(subgraph, block, { ...block, [side]: Object.fromEntries(after) })
}

function replaceBlock<S extends Subgraph>(subgraph: S, block: PlacedBlock, after: PlacedBlock): S {
  const blocks = subgraph.blocks.map(b => (b === block ? after : b))
  return { ...subgraph, blocks, wires: attachedWires(blocks, subgraph.wires) }
}
