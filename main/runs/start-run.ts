import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Run } from '../../core/run/run.ts'
import { builtProgram } from '../process/built-program.ts'
import type { Store } from '../store/store.ts'
import type { EngineManager } from './engine-manager.ts'
import { writeRunFiles } from './run-files.ts'
import { newRunId, requireRun } from './stored-runs.ts'

interface StartOptions {
  readonly home: string
  readonly out: string
  readonly graph: Graph
  readonly plan: Plan
  readonly name: string
  /** Default: a new one. */
  readonly id?: string
}

/** Writes a run's folder and row, then starts its engine. */
export function startRun(
  store: Store,
  engines: EngineManager,
  { home, out, graph, plan, name, id = newRunId() }: StartOptions,
): Run {
  builtProgram(out, 'engine') // refuses before anything is written
  writeRunFiles(home, id, { graph, plan })
  const { device, steps = 0 } = plan.training
  const started = new Date().toISOString()
  store.runs.add({ id, name, task: plan.batches.task, device, steps, started }, engines.owner)
  engines.start(id)
  return requireRun(store, id)
}
