import type { Blocks } from '../block/block.ts'
import { applyEdit } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph } from '../graph/graph.ts'
import { quickFixEdit } from '../graph/quick-fix.ts'
import type { Problem } from '../problem.ts'
import { checkGraph } from './check-graph.ts'
import { compilePlan } from './compile-plan.ts'
import type { WithFacts } from './fitting-collator.ts'

/** Applies the quick fixes that set parameters, one after the other, and gives the problems that are left. */
export function applyQuickFixes(
  graph: Graph,
  blocks: Blocks,
  withFacts: WithFacts,
): { graph: Graph; problems: readonly Problem[] } {
  let now = graph
  for (let round = 0; ; round++) {
    const problems = problemsIn(now, blocks, withFacts)
    const repair = problems.find(({ repair }) => repair?.do === 'set')?.repair
    const edit = repair && quickFixEdit(now, repair)
    if (!edit || round === maxQuickFixes) return { graph: now, problems }
    now = applyEdit(now, edit)
  }
}

/** Bounds the loop where one fix causes the next problem. */
const maxQuickFixes = 8

function problemsIn(graph: Graph, blocks: Blocks, withFacts: WithFacts): readonly Problem[] {
  const known = withFacts(flatten(graph))
  const checked = known.ok ? checkGraph(known.value, blocks) : known
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}
