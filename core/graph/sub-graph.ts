import { fresh, freshId } from './fresh-id.ts'
import type { End, Group, PlacedBlock, Sheet, Wire } from './graph.ts'
import { grouped, soundGroups } from './groups.ts'
import { attached, hasPort, sameEnd } from './wires.ts'

/** The type of a block that holds a graph of its own. */
export const subGraphType = 'sub-graph'

interface Enclosing {
  readonly blocks: readonly string[]
  /** Of the sub-graph; nothing happens when it is taken. */
  readonly id: string
  readonly name: string
}

/** Puts blocks into a sub-graph in their place. Wires that cross its border become ports. */
export function enclosed<S extends Sheet>(sheet: S, { blocks: ids, id, name }: Enclosing): S {
  const inside = sheet.blocks.filter(b => ids.includes(b.id))
  if (inside.length === 0 || sheet.blocks.some(b => b.id === id)) return sheet
  const has = (end: End) => inside.some(b => b.id === end[0])
  const border = borderOf(sheet.wires, id, has)
  const block: PlacedBlock = {
    id,
    type: subGraphType,
    params: {},
    at: [Math.min(...inside.map(b => b.at[0])), Math.min(...inside.map(b => b.at[1]))],
    name,
    graph: {
      blocks: inside,
      wires: sheet.wires.filter(([from, to]) => has(from) && has(to)),
      groups: sheet.groups.filter(g => g.blocks.every(b => has([b, '']))),
      notes: [],
    },
    inputs: border.inputs,
    outputs: border.outputs,
    exposed: [],
  }
  const first = sheet.blocks.findIndex(b => ids.includes(b.id))
  const blocks = sheet.blocks.flatMap((b, i) => (i === first ? [block] : ids.includes(b.id) ? [] : [b]))
  return { ...sheet, blocks, wires: border.wires, groups: soundGroups(sheet.groups, blocks) }
}

/** The wires of the sheet once some blocks are behind a border, and the ports in it. */
function borderOf(drawn: readonly Wire[], id: string, inside: (end: End) => boolean) {
  const inputs: Record<string, End> = {}
  const outputs: Record<string, End> = {}
  const named = (ports: Record<string, End>, end: End) => {
    const known = Object.keys(ports).find(port => sameEnd(ports[port] ?? ['', ''], end))
    const port = known ?? fresh(end[1], { has: name => Object.hasOwn(ports, name) })
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
export function dissolved<S extends Sheet>(sheet: S, id: string): S {
  const block = sheet.blocks.find(b => b.id === id)
  if (!block?.graph) return sheet
  const inner = moveIn(block, block.graph, sheet)
  const outside = (end: End, ports: PlacedBlock['inputs']): End[] => {
    if (end[0] !== id) return [end]
    const port = ports && Object.hasOwn(ports, end[1]) ? ports[end[1]] : undefined
    return port ? [[inner.name(port[0]), port[1]]] : []
  }
  const blocks = sheet.blocks.flatMap(b => (b === block ? inner.blocks : [b]))
  const wires = sheet.wires.flatMap(([from, to]) =>
    outside(from, block.outputs).flatMap(a => outside(to, block.inputs).map((b): Wire => [a, b])),
  )
  const around = sheet.groups.map(g => ({ ...g, blocks: g.blocks.flatMap(b => (b === id ? inner.loose : [b])) }))
  const without = { ...sheet, blocks, wires: [...wires, ...inner.wires], notes: [...sheet.notes, ...inner.notes] }
  return inner.groups.reduce(grouped, { ...without, groups: soundGroups(around, blocks) })
}

/** What was inside, with ids and places that fit outside. */
function moveIn(block: PlacedBlock, graph: Sheet, sheet: Sheet) {
  const ids = new Map<string, string>()
  const others = { blocks: sheet.blocks.filter(b => b !== block) }
  for (const b of graph.blocks) ids.set(b.id, freshId(others, b.id, new Set(ids.values())))
  const name = (inner: string) => ids.get(inner) ?? inner
  const dx = block.at[0] - Math.min(...graph.blocks.map(b => b.at[0]))
  const dy = block.at[1] - Math.min(...graph.blocks.map(b => b.at[1]))
  const shift = ([x, y]: [number, number]): [number, number] => (graph.blocks.length > 0 ? [x + dx, y + dy] : [x, y])
  const groupIds = new Set(sheet.groups.map(g => g.id))
  const noteIds = new Set(sheet.notes.map(n => n.id))
  const groups = graph.groups.map((g): Group => {
    const own = fresh(g.id, groupIds)
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
      const own = fresh(n.id, noteIds)
      noteIds.add(own)
      return { ...n, id: own, at: shift(n.at) }
    }),
  }
}

const [entry, exit] = ['\u0000in', '\u0000out']
const gate = (id: string): PlacedBlock => ({ id, type: id, params: {}, at: [0, 0] })

/**
 * Changes what is in a sub-graph. While that happens, its border stands for two blocks, and its ports are wires to them: so ports
 * follow what becomes of the inner blocks, and an inner wire to an input takes the place of a port.
 */
export function insideOf<S extends Sheet>(sheet: S, block: PlacedBlock, change: (inside: Sheet) => Sheet): S {
  if (!block.graph) return sheet
  const before: Sheet = {
    ...block.graph,
    blocks: [...block.graph.blocks, gate(entry), gate(exit)],
    wires: [
      ...block.graph.wires,
      ...Object.entries(block.inputs ?? {}).map(([port, end]): Wire => [[entry, port], end]),
      ...Object.entries(block.outputs ?? {}).map(([port, end]): Wire => [end, [exit, port]]),
    ],
  }
  const after = change(before)
  if (after === before) return sheet
  const blocks = after.blocks.filter(b => b.id !== entry && b.id !== exit)
  const has = ([id]: End) => blocks.some(b => b.id === id)
  return replaced(sheet, block, {
    ...block,
    graph: { ...after, blocks, wires: after.wires.filter(([from, to]) => has(from) && has(to)) },
    inputs: Object.fromEntries(after.wires.flatMap(([from, to]) => (from[0] === entry ? [[from[1], to]] : []))),
    outputs: Object.fromEntries(after.wires.flatMap(([from, to]) => (to[0] === exit ? [[to[1], from]] : []))),
    exposed: (block.exposed ?? []).filter(has),
  })
}

/** Lets a parameter of an inner block be set from outside, or no longer. */
export function exposing(block: PlacedBlock, param: End, on: boolean): PlacedBlock {
  const without = (block.exposed ?? []).filter(end => !sameEnd(end, param))
  const there = without.length < (block.exposed ?? []).length
  if (!block.graph?.blocks.some(b => b.id === param[0]) || there === on) return block
  return { ...block, exposed: on ? [...without, param] : without }
}

/** Makes an inner port one of the sub-graph's, or no longer; the wires at it go then. */
export function withPort<S extends Sheet>(
  sheet: S,
  id: string,
  { side, end, on }: { readonly side: 'inputs' | 'outputs'; readonly end: End; readonly on: boolean },
): S {
  const block = sheet.blocks.find(b => b.id === id)
  const ports = Object.entries(block?.[side] ?? {})
  const without = ports.filter(([, other]) => !sameEnd(other, end))
  const inner = block?.graph?.blocks.find(b => b.id === end[0])
  if (!block?.graph || !inner || !hasPort(inner, side, end[1]) || without.length < ports.length === on) return sheet
  if (on && side === 'inputs' && block.graph.wires.some(w => sameEnd(w[1], end))) return sheet
  const names = new Map(without)
  const after = on ? [...without, [fresh(end[1], names), end] as const] : without
  return replaced(sheet, block, { ...block, [side]: Object.fromEntries(after) })
}

function replaced<S extends Sheet>(sheet: S, block: PlacedBlock, after: PlacedBlock): S {
  const blocks = sheet.blocks.map(b => (b === block ? after : b))
  return { ...sheet, blocks, wires: attached(blocks, sheet.wires) }
}
