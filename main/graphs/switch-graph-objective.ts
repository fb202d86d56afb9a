import type { Blocks } from '../../core/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Way } from '../../core/graph/ways.ts'
import { check } from '../../core/plan/check.ts'
import type { Informed } from '../../core/plan/collator-for.ts'
import { compile } from '../../core/plan/compile.ts'
import { parametersOf } from '../../core/plan/estimate.ts'
import { type SwitchedDrawing, switchWay } from '../../core/plan/switch-way.ts'
import { Refusals } from '../../core/problem.ts'
import { resolveFolders } from './resolve-folders.ts'
import { withTableFacts } from './with-table-facts.ts'

/** A drawn graph in another way of learning. Throws Refusals when its data does not allow that. */
export async function switchGraphObjective(
  graph: Graph,
  way: Way,
  { blocks, folderOf }: { readonly blocks: Blocks; readonly folderOf: (path: string) => string },
): Promise<SwitchedDrawing> {
  const looked = await withTableFacts(flatten(graph), blocks)
  if (!looked.ok) throw new Refusals(looked.problems)
  const found = new Map(looked.value.blocks.map(({ id, params }) => [id, params.found]))
  const informed: Informed = asked => {
    const tables = asked.blocks.map(b => {
      const facts = found.get(b.id)
      return facts === undefined ? b : { ...b, params: { ...b.params, found: facts } }
    })
    return resolveFolders({ ...asked, blocks: tables }, blocks, folderOf)
  }
  const switched = switchWay(graph, { way, blocks, informed })
  if (!switched.ok) throw new Refusals(switched.problems)
  const counted = (drawn: Graph) => countParameters(drawn, blocks, informed)
  return { ...switched.value, parameters: [counted(graph), counted(switched.value.graph)] }
}

function countParameters(graph: Graph, blocks: Blocks, informed: Informed): number | null {
  const known = informed(flatten(graph))
  const checked = known.ok ? check(known.value, blocks) : known
  const plan = checked.ok ? compile(checked.value) : checked
  return plan.ok ? parametersOf(plan.value, blocks) : null
}
