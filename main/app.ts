import { dirname, join, resolve } from 'node:path'
import type { BlockInfo } from '../core/block/block-info.ts'
import { blockInfo } from '../core/block/block-info.ts'
import { findTrainingRoles } from '../core/compile/training-roles.ts'
import { flatten } from '../core/graph/flatten.ts'
import type { Graph } from '../core/graph/graph.ts'
import type { Plan } from '../core/plan/plan.ts'
import { Refusals } from '../core/problem.ts'
import type { Service } from '../core/rpc/contract.ts'
import type { DeviceInfo } from '../core/run/run.ts'
import type { Verification } from '../core/run/verification.ts'
import { blockFacts } from '../core/train/block-facts.ts'
import { estimatePlan } from '../core/train/estimate.ts'
import { blocks } from '../nodes/index.ts'
import { requestAttention, requestLeakTest } from './attention/request-attention.ts'
import { listDevices } from './engine/devices/devices.ts'
import { blockForFile } from './files/block-for-file.ts'
import { browseFolder } from './files/browse-folder.ts'
import { fileStamp } from './files/file-stamp.ts'
import { relativeGraphPaths, resolveGraphPaths } from './files/graph-paths.ts'
import { loadExamples, openGraph } from './files/open-graph.ts'
import { saveGraph } from './files/save-graph.ts'
import { incomingColumns } from './graphs/block-output.ts'
import { overrideParameters } from './graphs/override-parameters.ts'
import { planGraphWithData } from './graphs/plan-graph.ts'
import { presetSizes } from './graphs/preset-sizes.ts'
import { openPipeline, resumePipeline, savePipeline } from './graphs/saved-pipelines.ts'
import { switchGraphObjective } from './graphs/switch-graph-objective.ts'
import { watchDraft } from './graphs/watch-draft.ts'
import { tableFactsOf, withTableFacts } from './graphs/with-table-facts.ts'
import { databaseFile } from './home-folder.ts'
import { downloadSplit } from './hub/download-split.ts'
import { inspectDataset } from './hub/inspect-dataset.ts'
import { requestPreview, requestTokenizerInspection } from './preview/request-preview.ts'
import { callChild } from './process/child-client.ts'
import { toAbortSignal } from './process/to-abort-signal.ts'
import { compareRuns } from './runs/compare-runs.ts'
import { builtProgram, createEngineManager as openEngines } from './runs/engine-manager.ts'
import { findModel } from './runs/find-model.ts'
import { readRunGraph, readRunPlan } from './runs/run-files.ts'
import { createRunQueue } from './runs/run-queue.ts'
import { startRun } from './runs/start-run.ts'
import { deleteRun, filterRuns, requireRun } from './runs/stored-runs.ts'
import { evaluateModel, predictWithModel } from './runs/use-model.ts'
import { watchRun } from './runs/watch-run.ts'
import { markInterruptedRuns } from './store/mark-interrupted-runs.ts'
import { openStore } from './store/store.ts'

export interface AppOptions {
  /** The folder of everything that is kept, see homeFolder(). */
  readonly home: string
  /** The built files: `main/engine.js`, `renderer/`; the examples lie beside it. */
  readonly out: string
}

export interface App {
  readonly service: Service
  /** Ends the runs of this process at once, without a checkpoint. */
  readonly killRuns: () => void
  /** Stops the runs of this process kindly, waits for them and closes the store. */
  close(): Promise<void>
}

/** The composition root: every call of the contract, and where it goes. Throws Refusals when the store cannot be used. */
export function openApp({ home, out }: AppOptions): App {
  const store = openStore(databaseFile(home))
  markInterruptedRuns(store)
  const engines = openEngines(store, { home, out })
  let infos: BlockInfo[] | undefined
  let found: Promise<DeviceInfo[]> | undefined
  const probe = () => callChild<boolean>({ ...builtProgram(out, 'devices'), timeoutMs: 20_000 }, {})

  const queue = createRunQueue(store, {
    planOf,
    start: training => void startRun(store, engines, { home, out, ...training }),
  })

  const service: Service = {
    'app.facts': () => ({ home }),
    'block.list': () => (infos ??= [...blocks.values()].map(blockInfo)),
    'device.list': () => (found ??= listDevices(probe)),
    'example.list': () => loadExamples(join(out, '..', 'examples'), blocks),

    'graph.check': async ({ graph, set }) => {
      const planned = await planGraphWithData(overrideParameters(graph, set, blocks), blocks, folderOf, {})
      return planned.ok ? [] : planned.problems
    },
    'graph.plan': async ({ graph, set }) => {
      const drawn = overrideParameters(graph, set, blocks)
      const plan = await planOf(drawn)
      const whole = estimatePlan(plan, blocks)
      const roles = findTrainingRoles(drawn, blocks)
      return { plan, estimate: whole, facts: roles ? blockFacts(plan, roles, blocks, whole) : {} }
    },

    'graph.switch': ({ graph, set, to }) =>
      switchGraphObjective(overrideParameters(graph, set, blocks), to, { blocks, folderOf }),
    'graph.sizes': async ({ graph, set, block }) => {
      const looked = await withTableFacts(flatten(overrideParameters(graph, set, blocks)), blocks)
      return looked.ok ? presetSizes(looked.value, block, blocks, folderOf) : {}
    },
    'graph.columns': ({ graph, set, block }) =>
      incomingColumns(overrideParameters(graph, set, blocks), block, { blocks, folderOf }),
    'graph.preview': (input, signal) => requestPreview(input, { home, out, blocks, folderOf, signal }),
    'tokenizer.look': (input, signal) => requestTokenizerInspection(input, { home, out, blocks, folderOf, signal }),
    'graph.sight': async ({ graph, set, ...asked }) =>
      requestAttention({ ...asked, plan: await planOf(overrideParameters(graph, set, blocks)) }, { home, out }),
    'graph.proof': async function* ({ graph, set, from, checkpoint, ...asked }, signal) {
      const model = from === undefined ? undefined : findModel(store, home, from, checkpoint)
      const plan = model?.plan ?? (await planOf(overrideParameters(graph, set, blocks)))
      yield* requestLeakTest({ ...asked, plan, ...(model ? { folder: model.folder } : {}) }, { home, out }, signal)
    },

    'run.start': async ({ graph, set, name }) => {
      const changed = overrideParameters(graph, set, blocks)
      const plan = await planOf(changed)
      return startRun(store, engines, { home, out, graph: changed, plan, name: name ?? plan.name })
    },
    'queue.list': queue.now,
    'queue.add': ({ trainings }) =>
      queue.add(trainings.map(({ graph, set, name }) => ({ graph: overrideParameters(graph, set, blocks), name }))),
    'queue.move': ({ id, to }) => queue.move(id, to),
    'queue.remove': ({ id }) => queue.remove(id),
    'queue.go': ({ on }) => queue.go(on),
    'run.stop': ({ run }) => {
      requireRun(store, run)
      engines.stop(run)
      return requireRun(store, run)
    },
    'run.get': ({ run }) => requireRun(store, run),
    'run.list': ({ filter }) => filterRuns(store.runs.list(), filter),
    'run.delete': ({ run }) => deleteRun(store, home, run),
    'run.graph': ({ run }) => readRunGraph(home, requireRun(store, run).id),
    'run.compare': ({ runs }) => compareRuns(runs.map(compared), blocks),
    'run.predict': input => predictWithModel(store, { home, out }, input),
    'run.evaluate': (input, signal) => evaluateModel(store, { home, out }, input, signal),
    'run.watch': (input, signal) => watchRun(store, engines, input, signal),

    'model.verify': ({ folder }) => callChild<Verification>(builtProgram(out, 'verify'), { folder }),

    'block.table': async ({ block }) => (await tableFactsOf(block, blocks)) ?? null,
    'file.block': ({ path }) => blockForFile(path, blocks),
    'hub.look': inspectDataset,
    'hub.download': (input, signal) => downloadSplit(input, home, toAbortSignal(signal)),

    'file.open': ({ path }) => {
      const seen = fileStamp(path) // before it is read: whoever writes between the two is noticed
      const opened = openGraph(path)
      return { path: opened.path, graph: resolveGraphPaths(opened.graph, blocks, dirname(opened.path)), seen }
    },
    'file.save': ({ path, graph, overwrite, seen }) => {
      const saved = saveGraph(path, relativeGraphPaths(graph, blocks, dirname(resolve(path))), overwrite, seen)
      return { ...saved, seen: fileStamp(saved.path) }
    },
    'file.browse': ({ folder }) => browseFolder(folder),
    'pipeline.list': () => store.pipelines.list(),
    'pipeline.open': ({ id }) => openPipeline(store, id),
    'pipeline.save': kept => savePipeline(store, kept),
    'pipeline.resume': ({ id }) => resumePipeline(store, id),
    'pipeline.watch': (watching, signal) => watchDraft(store, watching, signal),
  }
  return {
    service,
    killRuns: engines.killAll,
    close: async () => {
      await queue.close()
      await engines.close()
      store.close()
    },
  }

  /** Where the model is that a block's path means: a run's, or a folder. */
  function folderOf(path: string): string {
    return path.startsWith('run:') ? findModel(store, home, path, 'best').folder : resolve(path)
  }

  async function planOf(graph: Graph): Promise<Plan> {
    const planned = await planGraphWithData(graph, blocks, folderOf, { allLabels: true, home })
    if (!planned.ok) throw new Refusals(planned.problems)
    return planned.value
  }

  function compared(id: string) {
    return { run: requireRun(store, id), graph: readRunGraph(home, id), plan: readRunPlan(home, id) }
  }
}
