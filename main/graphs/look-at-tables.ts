import type { Blocks } from '../../core/block.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals, type Result } from '../../core/problem.ts'
import type { TableFacts } from '../../core/table-facts.ts'
import { lookAtTable } from '../data/look-at-table.ts'

/** The graph (without sub-graphs) with what its tables hold as `found`; or what is wrong with their files. */
export async function lookAtTables(graph: Graph, blocks: Blocks): Promise<Result<Graph>> {
  const problems: Problem[] = []
  const placed: PlacedBlock[] = []
  for (const one of graph.blocks) {
    if (one.off) {
      placed.push(one)
      continue
    }
    try {
      const found = await tableOf(one, blocks)
      placed.push(found ? { ...one, params: { ...one.params, found } } : one)
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      problems.push(...error.problems.map(problem => ({ ...problem, block: one.id })))
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...graph, blocks: placed } }
}

/** What a block's table holds; undefined when it has none, or not chosen one yet. Throws problems. */
export async function tableOf({ type, params }: PlacedBlock, blocks: Blocks): Promise<TableFacts | undefined> {
  const block = blocks.get(type)
  if (!block?.table) return undefined
  const parsed = block.params.safeParse(params)
  const source = parsed.success ? block.table(parsed.data as never) : undefined
  return source && lookAtTable(source)
}
