import type { Edit } from './edit.ts'
import { findBlock } from './flatten.ts'
import type { Endpoint, Graph, Wire } from './graph.ts'
import { subgraphAt } from './subgraph-at.ts'
import { uniqueId } from './unique-id.ts'

/** A change that certainly solves a problem. Blocks are named by their addresses (see flatten). */
export type QuickFix =
  /** Gives parameters of a block other values; those in `clear` are removed. */
  | {
      readonly do: 'set'
      readonly block: string
      readonly values: Readonly<Record<string, unknown>>
      readonly clear?: readonly string[]
    }
  | { readonly do: 'cut'; readonly wire: Wire }
  | { readonly do: 'connect'; readonly wire: Wire }
  /** Adds a block of this type, and a wire from its port to a port that misses one. */
  | { readonly do: 'add'; readonly type: string; readonly port: string; readonly to: Endpoint }

/** How far to the left of a block the one that feeds it is put. */
const feederDistance = 300

/** A quick fix as an edit of a graph; undefined when the graph lacks what it names, or when a wire crosses the border of a sub-graph. */
export function quickFixEdit(graph: Graph, repair: QuickFix): Edit | undefined {
  switch (repair.do) {
    case 'set': {
      const at = findBlock(graph, repair.block)
      const { values, clear = [] } = repair
      return at && { do: 'set-all', in: at.path, block: at.block.id, values, clear }
    }
    case 'cut':
      return cutEdit(graph, repair.wire)
    case 'connect': {
      const [from, to] = repair.wire.map(([address]) => findBlock(graph, address))
      if (!from || !to || from.path.join() !== to.path.join()) return undefined
      const wire: Wire = [
        [from.block.id, repair.wire[0][1]],
        [to.block.id, repair.wire[1][1]],
      ]
      return { do: 'connect', in: from.path, wire }
    }
    case 'add':
      return addEdit(graph, repair)
  }
}

/** A wire of the graph itself; its ends may not exist. */
function cutEdit(graph: Graph, wire: Wire): Edit | undefined {
  const drawn = graph.wires.find(w => JSON.stringify(w) === JSON.stringify(wire))
  return drawn && { do: 'remove', in: [], blocks: [], wires: [drawn] }
}

function addEdit(
  graph: Graph,
  { type, port, to: [address, input] }: Extract<QuickFix, { do: 'add' }>,
): Edit | undefined {
  const at = findBlock(graph, address)
  const subgraph = at && subgraphAt(graph, at.path)
  if (!at || !subgraph) return undefined
  const id = uniqueId(subgraph, type)
  const [x, y] = at.block.at
  let top = y
  while (subgraph.blocks.some(b => Math.abs(b.at[0] - (x - feederDistance)) < 200 && Math.abs(b.at[1] - top) < 100))
    top += 120
  return {
    do: 'add',
    in: at.path,
    blocks: [{ id, type, params: {}, at: [x - feederDistance, top] }],
    wires: [
      [
        [id, port],
        [at.block.id, input],
      ],
    ],
  }
}
