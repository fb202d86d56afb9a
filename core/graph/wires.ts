import type { Endpoint, PlacedBlock, Subgraph, Wire } from './graph.ts'

/** Whether both name the same port of the same block. */
export const sameEndpoint = (a: Endpoint, b: Endpoint): boolean => a[0] === b[0] && a[1] === b[1]

/** Whether both wires join the same two ports. */
export const sameWire = (a: Wire, b: Wire): boolean => sameEndpoint(a[0], b[0]) && sameEndpoint(a[1], b[1])

/** The sub-graph with one more wire. The wire that was at its input goes; a wire from or to nothing is not drawn. */
export function connect<S extends Subgraph>(subgraph: S, wire: Wire): S {
  const [from, to] = wire
  const [source, target] = [from, to].map(([id]) => subgraph.blocks.find(b => b.id === id))
  if (!source || !target || source === target) return subgraph
  if (!hasPort(source, 'outputs', from[1]) || !hasPort(target, 'inputs', to[1])) return subgraph
  if (subgraph.wires.some(w => sameWire(w, wire))) return subgraph
  return { ...subgraph, wires: [...subgraph.wires.filter(w => !sameEndpoint(w[1], to)), wire] }
}

/** Removes some wires, then connects others; the same object when nothing changes. */
export function rewire<S extends Subgraph>(subgraph: S, cut: readonly Wire[], join: readonly Wire[]): S {
  const wires = subgraph.wires.filter(w => !cut.some(c => sameWire(c, w)))
  return join.reduce<S>(connect, wires.length === subgraph.wires.length ? subgraph : { ...subgraph, wires })
}

/** Which ports a block has is up to its type; those of a sub-graph are written in the graph. */
export const hasPort = (block: PlacedBlock, side: 'inputs' | 'outputs', port: string): boolean =>
  !block.graph || Object.hasOwn(block[side] ?? {}, port)

/** The wires that still have a block and a port at both ends. */
export function attachedWires(blocks: readonly PlacedBlock[], wires: readonly Wire[]): Wire[] {
  const byId = new Map(blocks.map(b => [b.id, b]))
  return wires.filter(([[from, output], [to, input]]) => {
    const [source, target] = [byId.get(from), byId.get(to)]
    return source && target && hasPort(source, 'outputs', output) && hasPort(target, 'inputs', input)
  })
}
