import type { Blocks } from '../../core/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Result } from '../../core/problem.ts'
import { type Looking, lookAtTables } from './look-at-tables.ts'
import { planGraph } from './plan-graph.ts'

/** Graph → plan after a look at its tables, by default for all their labels: what is wrong with their files, and with the rest of the graph. */
export async function planLooked(
  drawn: Graph,
  blocks: Blocks,
  folderOf: (path: string) => string,
  looking: Looking = { allLabels: true },
): Promise<Result<Plan>> {
  const graph = flatten(drawn)
  const looked = await lookAtTables(graph, blocks, looking)
  const planned = planGraph(looked.ok ? looked.value : graph, blocks, folderOf)
  if (looked.ok) return planned
  const known = new Set(looked.problems.map(({ block }) => block))
  const others = planned.ok ? [] : planned.problems.filter(({ block }) => !known.has(block))
  return { ok: false, problems: [...looked.problems, ...others] }
}
