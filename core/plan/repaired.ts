import type { Blocks } from '../block.ts'
import { edit } from '../graph/edit.ts'
import { flatten } from '../graph/flatten.ts'
import type { Graph } from '../graph/graph.ts'
import { repairEdit } from '../graph/repair.ts'
import type { Problem } from '../problem.ts'
import { check } from './check.ts'
import type { Informed } from './collator-for.ts'
import { compile } from './compile.ts'

/** Repairs what can be repaired for certain, and says what is left. */
export function repaired(
  graph: Graph,
  blocks: Blocks,
  informed: Informed,
): { graph: Graph; problems: readonly Problem[] } {
  let now = graph
  for (let round = 0; ; round++) {
    const problems = problemsIn(now, blocks, informed)
    const repair = problems.find(({ repair }) => repair?.do === 'set')?.repair
    const mending = repair && repairEdit(now, repair)
    if (!mending || round === mostRepairs) return { graph: now, problems }
    now = edit(now, mending)
  }
}

/** Repairs after which nobody believes any more that one will help. */
const mostRepairs = 8

function problemsIn(graph: Graph, blocks: Blocks, informed: Informed): readonly Problem[] {
  const known = informed(flatten(graph))
  const checked = known.ok ? check(known.value, blocks) : known
  const compiled = checked.ok ? compile(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}
