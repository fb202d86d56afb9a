import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { throwSystemProblem } from '../files/file-problem.ts'
import { openGraph } from '../files/open-graph.ts'
import { runFolder } from '../home-folder.ts'

/** In the folder of a run. */
export const graphFileName = 'graph.patchbay'

/** The graph a run was started from, with the values it was started with. */
export const readRunGraph = (home: string, id: string): Graph =>
  openGraph(join(runFolder(home, id), graphFileName)).graph

export function readRunPlan(home: string, id: string): Plan {
  const file = join(runFolder(home, id), 'plan.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Plan
  } catch (error) {
    return throwSystemProblem(error, file)
  }
}
