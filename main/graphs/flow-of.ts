import type { Blocks } from '../../core/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { compileTo, type Flow, giving, upTo } from '../../core/plan/compile-to.ts'
import { Refusals } from '../../core/problem.ts'
import { findFacts } from './find-facts.ts'
import { lookAtTables } from './look-at-tables.ts'

export interface Knowing {
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
  readonly home?: string
}

/** The data that leaves a block, with what the files before it hold. Throws Refusals for what is wrong before it. */
export async function flowOf(graph: Graph, asked: string, { blocks, folderOf, home }: Knowing): Promise<Flow> {
  const block = giving(graph, asked)
  const before = upTo(graph, block)
  const allLabels = !givesRows(before, block, blocks) // rows are texts; as tokens, labels are places among all of them
  const looked = await lookAtTables(before, blocks, { allLabels, home })
  if (!looked.ok) throw new Refusals(looked.problems)
  const known = findFacts(looked.value, blocks, folderOf)
  if (!known.ok) throw new Refusals(known.problems)
  const flow = compileTo(known.value, block, blocks)
  if (!flow.ok) throw new Refusals(flow.problems)
  return flow.value
}

function givesRows(graph: Graph, id: string, blocks: Blocks): boolean {
  const placed = graph.blocks.find(block => block.id === id)
  return Object.values((placed && blocks.get(placed.type)?.outputs) ?? {}).some(({ type }) => type === 'rows')
}
