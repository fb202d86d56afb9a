import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Blocks } from '../../core/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { check } from '../../core/plan/check.ts'
import { compile } from '../../core/plan/compile.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Problem, Result } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { fullPath, isPattern } from '../data/sources/list-files.ts'
import { findFacts } from './find-facts.ts'

/**
 * Graph → plan: what `check` and `compile` say, and whether the files it reads are there. `folderOf` says where the model is
 * that a path means; it throws Refusals.
 */
export function planGraph(graph: Graph, blocks: Blocks, folderOf: (path: string) => string = resolve): Result<Plan> {
  const known = findFacts(graph, blocks, folderOf)
  const checked = check(known.ok ? known.value : graph, blocks)
  if (!known.ok) return { ok: false, problems: [...known.problems, ...(checked.ok ? [] : checked.problems)] }
  if (!checked.ok) return checked
  const compiled = compile(checked.value)
  if (!compiled.ok) return compiled
  const missing = missingData(graph, compiled.value)
  return missing ? { ok: false, problems: [missing] } : compiled
}

function missingData(graph: Graph, plan: Plan): Problem | undefined {
  const { source } = plan.batches.tokens.rows
  if (source.kind !== 'files' || isPattern(source.path) || existsSync(fullPath(source.path))) return undefined
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
