import { dirname, join, resolve } from 'node:path'
import { type BlockInfo, describe } from '../core/block.ts'
import type { Service } from '../core/contract.ts'
import { flatten } from '../core/graph/flatten.ts'
import type { Graph } from '../core/graph/graph.ts'
import { blockFacts } from '../core/plan/block-facts.ts'
import { estimate } from '../core/plan/estimate.ts'
import type { Plan } from '../core/plan/plan.ts'
import { rolesOf } from '../core/plan/roles.ts'
import { Refusals } from '../core/problem.ts'
import type { DeviceInfo } from '../core/run.ts'
import type { Verification } from '../core/verification.ts'
import { blocks } from '../nodes/index.ts'
import { devices } from './engine/devices/devices.ts'
import { blockForFile } from './files/block-for-file.ts'
import { browse } from './files/browse.ts'
import { examples } from './files/examples.ts'
import { fullPaths, pathsFrom } from './files/full-paths.ts'
import { openGraph } from './files/open-graph.ts'
import { saveGraph } from './files/save-graph.ts'
import { seenOf } from './files/seen.ts'
import { aroundDraft } from './graphs/around-draft.ts'
import { columnsInto } from './graphs/columns-into.ts'
import { openPipeline, resumePipeline, savePipeline } from './graphs/kept-pipelines.ts'
import { lookAtTables, tableOf } from './graphs/look-at-tables.ts'
import { override } from './graphs/override.ts'
import { planLooked } from './graphs/plan-looked.ts'
import { presetSizes } from './graphs/preset-sizes.ts'
import { switchDrawn } from './graphs/switch-drawn.ts'
import { databaseFile } from './home.ts'
import { abortSignal } from './hub/abort-signal.ts'
import { downloadSplit } from './hub/download-split.ts'
import { lookAtHub } from './hub/look-at-hub.ts'
import { askLook, askPreview } from './preview/ask-preview.ts'
import { askChild } from './runs/ask-child.ts'
import { compareRuns } from './runs/compare-runs.ts'
import { deleteRun } from './runs/delete-run.ts'
import { engines as openEngines, program } from './runs/engines.ts'
import { evaluate } from './runs/evaluate.ts'
import { filtered } from './runs/filtered.ts'
import { knownRun } from './runs/known-run.ts'
import { modelFolder } from './runs/model-folder.ts'
import { predict } from './runs/predict.ts'
import { runGraph, runPlan } from './runs/run-files.ts'
import { runQueue } from './runs/run-queue.ts'
import { startRun } from './runs/start-run.ts'
import { watchRun } from './runs/watch-run.ts'
import { askSight, proveSight } from './sight/ask-sight.ts'
import { reconcile } from './store/reconcile.ts'
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
  reconcile(store)
  const engines = openEngines(store, { home, out })
  let infos: BlockInfo[] | undefined
  let found: Promise<DeviceInfo[]> | undefined
  const probe = () => askChild<boolean>({ ...program(out, 'devices'), patience: 20_000 }, {})

  const queue = runQueue(store, {
    planOf,
    start: training => void startRun(store, engines, { home, out, ...training }),
  })

  const service: Service = {
    'app.facts': () => ({ home }),
    'block.list': () => (infos ??= [...blocks.values()].map(describe)),
    'device.list': () => (found ??= devices(probe)),
    'example.list': () => examples(join(out, '..', 'examples'), blocks),

    'graph.check': async ({ graph, set }) => {
      const planned = await planLooked(override(graph, set, blocks), blocks, folderOf, {})
      return planned.ok ? [] : planned.problems
    },
    'graph.plan': async ({ graph, set }) => {
      const drawn = override(graph, set, blocks)
      const plan = await planOf(drawn)
      const whole = estimate(plan, blocks)
      const roles = rolesOf(drawn, blocks)
      return { plan, estimate: whole, facts: roles ? blockFacts(plan, roles, blocks, whole) : {} }
    },

    'graph.switch': ({ graph, set, to }) => switchDrawn(override(graph, set, blocks), to, { blocks, folderOf }),
    'graph.sizes': async ({ graph, set, block }) => {
      const looked = await lookAtTables(flatten(override(graph, set, blocks)), blocks)
      return looked.ok ? presetSizes(looked.value, block, blocks, folderOf) : {}
    },
    'graph.columns': ({ graph, set, block }) => columnsInto(override(graph, set, blocks), block, { blocks, folderOf }),
    'graph.preview': (input, signal) => askPreview(input, { home, out, blocks, folderOf, signal }),
    'tokenizer.look': (input, signal) => askLook(input, { home, out, blocks, folderOf, signal }),
    'graph.sight': async ({ graph, set, ...asked }) =>
      askSight({ ...asked, plan: await planOf(override(graph, set, blocks)) }, { home, out }),
    'graph.proof': async function* ({ graph, set, from, checkpoint, ...asked }, signal) {
      const model = from === undefined ? undefined : modelFolder(store, home, from, checkpoint)
      const plan = model?.plan ?? (await planOf(override(graph, set, blocks)))
      yield* proveSight({ ...asked, plan, ...(model ? { folder: model.folder } : {}) }, { home, out }, signal)
    },

    'run.start': async ({ graph, set, name }) => {
      const changed = override(graph, set, blocks)
      const plan = await planOf(changed)
      return startRun(store, engines, { home, out, graph: changed, plan, name: name ?? plan.name })
    },
    'queue.list': queue.now,
    'queue.add': ({ trainings }) =>
      queue.add(trainings.map(({ graph, set, name }) => ({ graph: override(graph, set, blocks), name }))),
    'queue.move': ({ id, to }) => queue.move(id, to),
    'queue.remove': ({ id }) => queue.remove(id),
    'queue.go': ({ on }) => queue.go(on),
    'run.stop': ({ run }) => {
      knownRun(store, run)
      engines.stop(run)
      return knownRun(store, run)
    },
    'run.get': ({ run }) => knownRun(store, run),
    'run.list': ({ filter }) => filtered(store.runs.list(), filter),
    'run.delete': ({ run }) => deleteRun(store, home, run),
    'run.graph': ({ run }) => runGraph(home, knownRun(store, run).id),
    'run.compare': ({ runs }) => compareRuns(runs.map(compared), blocks),
    'run.predict': input => predict(store, { home, out }, input),
    'run.evaluate': (input, signal) => evaluate(store, { home, out }, input, signal),
    'run.watch': (input, signal) => watchRun(store, engines, input, signal),

    'model.verify': ({ folder }) => askChild<Verification>(program(out, 'verify'), { folder }),

    'block.table': async ({ block }) => (await tableOf(block, blocks)) ?? null,
    'file.block': ({ path }) => blockForFile(path, blocks),
    'hub.look': lookAtHub,
    'hub.download': (input, signal) => downloadSplit(input, home, abortSignal(signal)),

    'file.open': ({ path }) => {
      const seen = seenOf(path) // before it is read: whoever writes between the two is noticed
      const opened = openGraph(path)
      return { path: opened.path, graph: fullPaths(opened.graph, blocks, dirname(opened.path)), seen }
    },
    'file.save': ({ path, graph, overwrite, seen }) => {
      const saved = saveGraph(path, pathsFrom(graph, blocks, dirname(resolve(path))), overwrite, seen)
      return { ...saved, seen: seenOf(saved.path) }
    },
    'file.browse': ({ folder }) => browse(folder),
    'pipeline.list': () => store.pipelines.list(),
    'pipeline.open': ({ id }) => openPipeline(store, id),
    'pipeline.save': kept => savePipeline(store, kept),
    'pipeline.resume': ({ id }) => resumePipeline(store, id),
    'pipeline.watch': (watching, signal) => aroundDraft(store, watching, signal),
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
    return path.startsWith('run:') ? modelFolder(store, home, path, 'best').folder : resolve(path)
  }

  async function planOf(graph: Graph): Promise<Plan> {
    const planned = await planLooked(graph, blocks, folderOf, { allLabels: true, home })
    if (!planned.ok) throw new Refusals(planned.problems)
    return planned.value
  }

  function compared(id: string) {
    return { run: knownRun(store, id), graph: runGraph(home, id), plan: runPlan(home, id) }
  }
}
