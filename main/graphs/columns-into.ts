import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { flowOf, type Knowing } from './flow-of.ts'

/** The columns of the rows that come into a block, by its address; none while nothing does. Throws Refusals for what is wrong before it. */
export async function columnsInto(graph: Graph, block: string, knowing: Knowing): Promise<readonly string[]> {
  const wire = flatten(graph).wires.find(([, [to]]) => to === block)
  const flow = wire && (await flowOf(graph, wire[0][0], knowing))
  return flow?.kind === 'rows' ? [...flow.value.columns, ...(flow.value.others ?? [])] : []
}
