import type { Blocks } from '../../core/block/block.ts'
import type { DataFlow } from '../../core/compile/compile-up-to.ts'
import { compileUpTo, outputBlock, upstreamGraph } from '../../core/compile/compile-up-to.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { Refusals } from '../../core/problem.ts'
import { resolveFolders } from './resolve-folders.ts'
import { withTableFacts } from './with-table-facts.ts'

export interface PlanContext {
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
  readonly home?: string
}

/** The data that leaves a block, with what the files before it hold. Throws Refusals for what is wrong before it. */
export async function blockOutput(
  graph: Graph,
  asked: string,
  { blocks, folderOf, home }: PlanContext,
): Promise<DataFlow> {
  const block = outputBlock(graph, asked)
  const before = upstreamGraph(graph, block)
  const allLabels = !outputsRows(before, block, blocks) // rows are texts; as tokens, labels are places among all of them
  const looked = await withTableFacts(before, blocks, { allLabels, home })
  if (!looked.ok) throw new Refusals(looked.problems)
  const known = resolveFolders(looked.value, blocks, folderOf)
  if (!known.ok) throw new Refusals(known.problems)
  const flow = compileUpTo(known.value, block, blocks)
  if (!flow.ok) throw new Refusals(flow.problems)
  return flow.value
}

function outputsRows(graph: Graph, id: string, blocks: Blocks): boolean {
  const placed = graph.blocks.find(block => block.id === id)
  return Object.values((placed && blocks.get(placed.type)?.outputs) ?? {}).some(({ type }) => type === 'rows')
}

/** The columns of the rows that come into a block, by its address; none while nothing does. Throws Refusals for what is wrong before it. */
export async function incomingColumns(graph: Graph, block: string, knowing: PlanContext): Promise<readonly string[]> {
  const wire = flatten(graph).wires.find(([, [to]]) => to === block)
  const flow = wire && (await blockOutput(graph, wire[0][0], knowing))
  return flow?.kind === 'rows' ? [...flow.value.columns, ...(flow.value.others ?? [])] : []
}
