import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { throwSystemProblem } from '../files/file-problem.ts'
import { openGraph } from '../files/open-graph.ts'
import { graphText } from '../files/save-graph.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { runFolder } from '../home-folder.ts'

/** In the folder of a run. */
export const graphFileName = 'graph.patchbay'
const planFileName = 'plan.json'

/** Makes a run's folder with its graph and plan. Throws Refusals where it cannot be written. */
export function writeRunFiles(home: string, id: string, { graph, plan }: { graph: Graph; plan: Plan }): void {
  const folder = runFolder(home, id)
  mkdirSync(folder, { recursive: true })
  writeFileAtomically(join(folder, graphFileName), graphText(graph))
  writeFileAtomically(join(folder, planFileName), `${JSON.stringify(plan, null, 2)}\n`)
}

/** The graph a run was started from, with the values it was started with. */
export const readRunGraph = (home: string, id: string): Graph =>
  openGraph(join(runFolder(home, id), graphFileName)).graph

export function readRunPlan(home: string, id: string): Plan {
  const file = join(runFolder(home, id), planFileName)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Plan
  } catch (error) {
    return throwSystemProblem(error, file)
  }
}
