import { randomUUID } from 'node:crypto'
import type { Draft, DraftUpdate } from '../../core/graph/draft.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import type { Store } from '../store/store.ts'

/**
 * Keeps a graph in the app itself, under its old id when it has one. Refuses to keep it over what somebody else has kept there
 * since.
 */
export function savePipeline(store: Store, { id, graph, revision, journal, ...file }: DraftUpdate) {
  const kept = id ?? randomUUID()
  return store.atomically(() => {
    const there = store.pipelines.revision(kept)
    if (revision !== undefined && there !== undefined && there !== revision) throw new Refusals([savedElsewhere])
    store.pipelines.save(kept, graph, undefined, file)
    if (journal) store.pipelines.log(kept, journal)
    return { id: kept, revision: store.pipelines.revision(kept) ?? 1 }
  })
}

export function openPipeline(store: Store, id: string): Graph {
  return store.pipelines.open(id) ?? throwUnknownPipeline()
}

/** A kept graph with its file and what can be undone. */
export function resumePipeline(store: Store, id: string): Draft {
  return store.pipelines.draft(id) ?? throwUnknownPipeline()
}

const throwUnknownPipeline = (): never => {
  throw new Refusals([
    {
      code: 'unknown-pipeline',
      severity: 'error',
      message: text('This pipeline is no longer stored.', '此流程图已不再保存。'),
      fix: text('Choose another from the list.', '请从列表中选择其他流程图。'),
    },
  ])
}

const savedElsewhere: Problem = {
  code: 'kept-elsewhere',
  severity: 'error',
  message: text('Another window has changed this pipeline.', '另一个窗口更改了此流程图。'),
  fix: text('Load its version, or save yours as a copy.', '请加载那里的版本，或将您的另存为副本。'),
}
