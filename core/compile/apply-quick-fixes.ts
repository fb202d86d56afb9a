import type { Blocks } from '../block/block.ts'
import { applyEdit } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph } from '../graph/graph.ts'
import { quickFixEdit } from '../graph/quick-fix.ts'
import type { Problem } from '../problem.ts'
import { checkGraph } from './check-graph.ts'
import { compilePlan } from './compile-plan.ts'
import type { WithFacts } from './fitting-collator.ts'

/** Repairs what can be repaired for certain, and says what is left. */
export function applyQuickFixes(
  graph: Graph,
  blocks: Blocks,
  withFacts: WithFacts,
): { graph: Graph; problems: readonly Problem[] } {
  let now = graph
  for (let round = 0; ; round++) {
    const problems = problemsIn(now, blocks, withFacts)
    const repair = problems.find(({ repair }) => repair?.do === 'set')?.repair
    const mending = repair && quickFixEdit(now, repair)
    if (!mending || round === maxQuickFixes) return { graph: now, problems }
    now = applyEdit(now, mending)
  }
}

/** Repairs after which nobody believes any more that one will help. */
const maxQuickFixes = 8

function problemsIn(graph: Graph, blocks: Blocks, withFacts: WithFacts): readonly Problem[] {
  const known = withFacts(flatten(graph))
  const checked = known.ok ? checkGraph(known.value, blocks) : known
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}
