import { isDeepStrictEqual } from 'node:util'
import type { Blocks } from '../../core/block/block.ts'
import { findTrainingRoles } from '../../core/compile/training-roles.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Result } from '../../core/problem.ts'
import type { GraphCheck } from '../../core/rpc/contract.ts'
import { blockFacts } from '../../core/train/block-facts.ts'
import { estimatePlan } from '../../core/train/estimate.ts'
import { buildModel } from '../../core/train/model.ts'
import { planGraph, planGraphWithData } from './plan-graph.ts'
import { withTableFacts } from './with-table-facts.ts'

interface CheckContext {
  readonly home: string
  readonly blocks: Blocks
  readonly folderOf: (path: string) => string
}

/**
 * What a drawn graph means: its problems or, when it can run, its plan, sizes and facts. It is compiled once and its model built
 * once, save where the labels of a large table are not all at its beginning.
 */
export async function checkGraph(graph: Graph, context: CheckContext): Promise<GraphCheck> {
  const { blocks } = context
  const planned = await planWithAllLabels(graph, context)
  if (!planned.ok) return { problems: planned.problems }
  const plan = planned.value
  const model = buildModel(plan, blocks)
  const sizes = estimatePlan(plan, blocks, model)
  const roles = findTrainingRoles(graph, blocks)
  return { problems: [], planned: { plan, estimate: sizes, facts: roles ? blockFacts(plan, roles, model, sizes) : {} } }
}

/** Problems are reported from the beginning of each table; tables are read to their end only for a graph without problems. */
async function planWithAllLabels(graph: Graph, { home, blocks, folderOf }: CheckContext): Promise<Result<Plan>> {
  const flat = flatten(graph)
  const beginning = await withTableFacts(flat, blocks)
  if (!beginning.ok) return planGraphWithData(graph, blocks, folderOf, {})
  const planned = planGraph(beginning.value, blocks, folderOf)
  if (!planned.ok) return planned
  const whole = await withTableFacts(flat, blocks, { allLabels: true, home })
  if (!whole.ok) return whole
  return isDeepStrictEqual(whole.value, beginning.value) ? planned : planGraph(whole.value, blocks, folderOf)
}
