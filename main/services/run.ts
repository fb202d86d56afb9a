import type { Verification } from '../../core/run/verification.ts'
import { exportModel, listExportTargets } from '../export/export-model.ts'
import { overrideParameters } from '../graphs/override-parameters.ts'
import { builtProgram } from '../process/built-program.ts'
import { callChild } from '../process/child-client.ts'
import { compareRuns } from '../runs/compare-runs.ts'
import { findModel } from '../runs/find-model.ts'
import { readRunGraph, readRunPlan } from '../runs/run-files.ts'
import { startRun } from '../runs/start-run.ts'
import { deleteRun, filterRuns, requireRun } from '../runs/stored-runs.ts'
import { evaluateModel, predictWithModel } from '../runs/use-model.ts'
import { watchRun } from '../runs/watch-run.ts'
import type { ServiceContext, ServicePart } from './context.ts'

/** Trainings and the models they make. */
export function runService({
  home,
  out,
  store,
  engines,
  blocks,
  planOf,
}: ServiceContext): ServicePart<'run' | 'model'> {
  const withFiles = (id: string) => ({
    run: requireRun(store, id),
    graph: readRunGraph(home, id),
    plan: readRunPlan(home, id),
  })
  return {
    'run.start': async ({ graph, set, name }) => {
      const changed = overrideParameters(graph, set, blocks)
      const plan = await planOf(changed)
      return startRun(store, engines, { home, out, graph: changed, plan, name: name ?? plan.name })
    },
    'run.stop': ({ run }) => {
      requireRun(store, run)
      engines.stop(run)
      return requireRun(store, run)
    },
    'run.get': ({ run }) => requireRun(store, run),
    'run.list': ({ filter }) => filterRuns(store.runs.list(), filter),
    'run.delete': ({ run }) => deleteRun(store, home, run),
    'run.graph': ({ run }) => readRunGraph(home, requireRun(store, run).id),
    'run.compare': ({ runs }) => compareRuns(runs.map(withFiles), blocks),
    'run.predict': input => predictWithModel(store, { home, out }, input),
    'run.evaluate': (input, signal) => evaluateModel(store, { home, out }, input, signal),
    'run.watch': (input, signal) => watchRun(store, engines, input, signal),
    'model.targets': listExportTargets,
    'model.export': ({ from, checkpoint, to, folder }) => {
      const { folder: source, plan } = findModel(store, home, from, checkpoint)
      return exportModel({ folder: source, plan, blocks }, to, folder)
    },
    'model.verify': async ({ folder }) => callChild<Verification>(builtProgram(out, 'verify'), { folder }),
  }
}
