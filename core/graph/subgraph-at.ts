import type { Graph, PlacedBlock, Subgraph } from './graph.ts'

const graphOf = new WeakMap<Subgraph, Graph>()

/**
 * What is inside the sub-graph at the end of a path, as a graph of its own; the graph itself for an empty path. As long as
 * nothing in it changes it is the same object. Undefined when there is no such sub-graph.
 */
export function subgraphAt(graph: Graph, path: readonly string[]): Graph | undefined {
  const [id, ...further] = path
  if (id === undefined) return graph
  const block = graph.blocks.find(b => b.id === id)
  return block?.graph && subgraphAt(asGraph(block, block.graph), further)
}

function asGraph(block: PlacedBlock, subgraph: Subgraph): Graph {
  const known = graphOf.get(subgraph)
  if (known) return known
  const graph: Graph = { ...subgraph, format: 'patchbay/1', name: block.name ?? '' }
  graphOf.set(subgraph, graph)
  return graph
}

/** As much of a path as there are sub-graphs. */
export function existingPath(graph: Graph, path: readonly string[]): readonly string[] {
  const found = path.findIndex((_, i) => !subgraphAt(graph, path.slice(0, i + 1)))
  return found < 0 ? path : path.slice(0, found)
}
