import type { Blocks } from '../../core/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { compileTo, type Flow, giving, upTo } from '../../core/plan/compile-to.ts'
import { Refusals } from '../../core/problem.ts'
import { findFacts } from './find-facts.ts'
import { lookAtTables } from './look-at-tables.ts'

export interface Knowing {
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
}

/** The data that leaves a block, with what the files before it hold. Throws Refusals for what is wrong before it. */
export async function flowOf(graph: Graph, asked: string, { blocks, folderOf }: Knowing): Promise<Flow> {
  const block = giving(graph, asked)
  const looked = await lookAtTables(upTo(graph, block), blocks)
  if (!looked.ok) throw new Refusals(looked.problems)
  const known = findFacts(looked.value, blocks, folderOf)
  if (!known.ok) throw new Refusals(known.problems)
  const flow = compileTo(known.value, block, blocks)
  if (!flow.ok) throw new Refusals(flow.problems)
  return flow.value
}
