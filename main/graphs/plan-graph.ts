import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Blocks } from '../../core/block/block.ts'
import { checkGraph } from '../../core/compile/check-graph.ts'
import { compilePlan } from '../../core/compile/compile-plan.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Problem, Result } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { isPattern, resolveUserPath } from '../data/readers/files/list-files.ts'
import { deviceProblem } from '../engine/devices/engine-devices.ts'
import { engines } from '../engine/registry/engines.ts'
import { resolveFolders } from './resolve-folders.ts'
import type { TableFactsOptions } from './with-table-facts.ts'
import { withTableFacts } from './with-table-facts.ts'

/**
 * Graph → plan: what `check` and `compile` say, and whether the files it reads are there. `folderOf` says where the model is
 * that a path means; it throws Refusals.
 */
export function planGraph(graph: Graph, blocks: Blocks, folderOf: (path: string) => string = resolve): Result<Plan> {
  const known = resolveFolders(graph, blocks, folderOf)
  const checked = checkGraph(known.ok ? known.value : graph, blocks)
  if (!known.ok) return { ok: false, problems: [...known.problems, ...(checked.ok ? [] : checked.problems)] }
  if (!checked.ok) return checked
  const compiled = compilePlan(checked.value)
  if (!compiled.ok) return compiled
  const missing = missingData(graph, compiled.value) ?? unknownDevice(graph, compiled.value)
  return missing ? { ok: false, problems: [missing] } : compiled
}

function unknownDevice(graph: Graph, plan: Plan): Problem | undefined {
  const problem = deviceProblem(plan, engines)
  const block = graph.blocks.find(b => b.params.device !== undefined)?.id
  return problem && { ...problem, ...(block === undefined ? {} : { block }) }
}

function missingData(graph: Graph, plan: Plan): Problem | undefined {
  const { source } = plan.batches.tokens.rows
  if (source.kind !== 'files' || isPattern(source.path) || existsSync(resolveUserPath(source.path))) return undefined
  const block = graph.blocks.find(b => b.params.path === source.path)?.id
  return {
    code: 'no-such-file',
    severity: 'error',
    ...(block === undefined ? {} : { block }),
    param: 'path',
    message: text(`There is no file or folder “${source.path}”.`, `找不到文件或文件夹“${source.path}”。`),
    fix: text('Choose one that exists.', '请选择一个存在的文件或文件夹。'),
  }
}

/** Graph → plan after reading its tables, by default for all their labels: what is wrong with their files, and with the rest of the graph. */
export async function planGraphWithData(
  drawn: Graph,
  blocks: Blocks,
  folderOf: (path: string) => string,
  looking: TableFactsOptions = { allLabels: true },
): Promise<Result<Plan>> {
  const graph = flatten(drawn)
  const looked = await withTableFacts(graph, blocks, looking)
  const planned = planGraph(looked.ok ? looked.value : graph, blocks, folderOf)
  if (looked.ok) return planned
  const known = new Set(looked.problems.map(({ block }) => block))
  const others = planned.ok ? [] : planned.problems.filter(({ block }) => !known.has(block))
  return { ok: false, problems: [...looked.problems, ...others] }
}
