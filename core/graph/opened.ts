import type { Graph, PlacedBlock, Sheet } from './graph.ts'

const shown = new WeakMap<Sheet, Graph>()

/**
 * What is inside the sub-graph at the end of a path, as a graph of its own; the graph itself for an empty path. As long as
 * nothing in it changes it is the same object. Undefined when there is no such sub-graph.
 */
export function opened(graph: Graph, path: readonly string[]): Graph | undefined {
  const [id, ...further] = path
  if (id === undefined) return graph
  const block = graph.blocks.find(b => b.id === id)
  return block?.graph && opened(asGraph(block, block.graph), further)
}

function asGraph(block: PlacedBlock, sheet: Sheet): Graph {
  const known = shown.get(sheet)
  if (known) return known
  const graph: Graph = { ...sheet, format: 'patchbay/1', name: block.name ?? '' }
  shown.set(sheet, graph)
  return graph
}

/** As much of a path as there are sub-graphs. */
export function existing(graph: Graph, path: readonly string[]): readonly string[] {
  const found = path.findIndex((_, i) => !opened(graph, path.slice(0, i + 1)))
  return found < 0 ? path : path.slice(0, found)
}
