import { mapBlocks } from './flatten.ts'
import type { Graph, PlacedBlock } from './graph.ts'

/** The graph with other blocks in the places of those with these addresses; the same one when none is there. */
export function blocksReplaced(
  graph: Graph,
  by: Readonly<Record<string, Pick<PlacedBlock, 'type' | 'params' | 'former' | 'given'>>>,
): Graph {
  let any = false
  const after = mapBlocks(graph, (block, address) => {
    const other = Object.hasOwn(by, address) ? by[address] : undefined
    if (!other) return block
    any = true
    const { former: _, given: __, ...kept } = block
    return { ...kept, ...other }
  })
  return any ? after : graph
}
