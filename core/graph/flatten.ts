import type { Endpoint, Graph, PlacedBlock, Subgraph, Wire } from './graph.ts'

/**
 * The graph with the blocks of its sub-graphs in their place, named by where they are: `sub-graph/tokenizer`.
 * A disabled sub-graph stays as it is. The very same graph when there is none.
 */
export function flatten(graph: Graph): Graph {
  if (!graph.blocks.some(isExpanded)) return graph
  return { ...graph, ...flattenSubgraph(graph, '') }
}

/** Where a block is: the sub-graphs around it and itself. */
export const blockAddress = (path: readonly string[], id: string): string => [...path, id].join('/')

const isExpanded = (block: PlacedBlock): boolean => block.graph !== undefined && block.off === undefined

function flattenSubgraph(subgraph: Subgraph, prefix: string): { blocks: PlacedBlock[]; wires: Wire[] } {
  const inner = subgraph.blocks.map(b =>
    b.graph && isExpanded(b) ? flattenSubgraph(b.graph, `${prefix}${b.id}/`) : undefined,
  )
  const blocks = subgraph.blocks.flatMap((b, i) => inner[i]?.blocks ?? [{ ...b, id: prefix + b.id }])
  const wires = subgraph.wires.map(
    ([from, to]): Wire => [innermost(subgraph, from, 'outputs', prefix), innermost(subgraph, to, 'inputs', prefix)],
  )
  return { blocks, wires: [...wires, ...inner.flatMap(part => part?.wires ?? [])] }
}

/** The end of a wire behind the borders of the sub-graphs it leads into. */
function innermost(subgraph: Subgraph, [id, port]: Endpoint, side: 'inputs' | 'outputs', prefix: string): Endpoint {
  const block = subgraph.blocks.find(b => b.id === id)
  const ports = block?.[side]
  const end = ports && Object.hasOwn(ports, port) ? ports[port] : undefined
  if (!block?.graph || !isExpanded(block) || !end) return [prefix + id, port]
  return innermost(block.graph, end, side, `${prefix}${id}/`)
}

/** A block and the path of the sub-graph it is in, by its address; undefined when there is none. */
export function findBlock(graph: Graph, address: string): { block: PlacedBlock; path: string[] } | undefined {
  return findIn(graph, address, [])
}

function findIn(
  subgraph: Subgraph,
  address: string,
  path: string[],
): { block: PlacedBlock; path: string[] } | undefined {
  const exact = subgraph.blocks.find(b => b.id === address)
  if (exact) return { block: exact, path }
  for (const b of subgraph.blocks) {
    if (!b.graph || !address.startsWith(`${b.id}/`)) continue
    const found = findIn(b.graph, address.slice(b.id.length + 1), [...path, b.id])
    if (found) return found
  }
  return undefined
}

/** The graph with every block changed, those in sub-graphs too, each told its address. */
export function mapBlocks(graph: Graph, change: (block: PlacedBlock, address: string) => PlacedBlock): Graph {
  const inside = (subgraph: Subgraph, prefix: string): PlacedBlock[] =>
    subgraph.blocks.map(b => {
      const after = change(b, prefix + b.id)
      return b.graph ? { ...after, graph: { ...b.graph, blocks: inside(b.graph, `${prefix}${b.id}/`) } } : after
    })
  return { ...graph, blocks: inside(graph, '') }
}
