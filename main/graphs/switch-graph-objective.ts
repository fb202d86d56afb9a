import type { Blocks } from '../../core/block/block.ts'
import { checkGraph } from '../../core/compile/check-graph.ts'
import { compilePlan } from '../../core/compile/compile-plan.ts'
import type { WithFacts } from '../../core/compile/fitting-collator.ts'
import { type SwitchedGraphWithSizes, switchObjectiveFamily } from '../../core/compile/switch-objective.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { ObjectiveFamily } from '../../core/plan/plan.ts'
import { Refusals } from '../../core/problem.ts'
import { countParameters } from '../../core/train/estimate.ts'
import { resolveFolders } from './resolve-folders.ts'
import { withTableFacts } from './with-table-facts.ts'

/** A drawn graph in another way of learning. Throws Refusals when its data does not allow that. */
export async function switchGraphObjective(
  graph: Graph,
  way: ObjectiveFamily,
  { blocks, folderOf }: { readonly blocks: Blocks; readonly folderOf: (path: string) => string },
): Promise<SwitchedGraphWithSizes> {
  const looked = await withTableFacts(flatten(graph), blocks)
  if (!looked.ok) throw new Refusals(looked.problems)
  const found = new Map(looked.value.blocks.map(({ id, params }) => [id, params.found]))
  const informed: WithFacts = asked => {
    const tables = asked.blocks.map(b => {
      const facts = found.get(b.id)
      return facts === undefined ? b : { ...b, params: { ...b.params, found: facts } }
    })
    return resolveFolders({ ...asked, blocks: tables }, blocks, folderOf)
  }
  const switched = switchObjectiveFamily(graph, { family: way, blocks, withFacts: informed })
  if (!switched.ok) throw new Refusals(switched.problems)
  const counted = (drawn: Graph) => countGraphParameters(drawn, blocks, informed)
  return { ...switched.value, parameters: [counted(graph), counted(switched.value.graph)] }
}

function countGraphParameters(graph: Graph, blocks: Blocks, informed: WithFacts): number | null {
  const known = informed(flatten(graph))
  const checked = known.ok ? checkGraph(known.value, blocks) : known
  const plan = checked.ok ? compilePlan(checked.value) : checked
  return plan.ok ? countParameters(plan.value, blocks) : null
}
