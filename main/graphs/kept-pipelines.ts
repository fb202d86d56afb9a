import { randomUUID } from 'node:crypto'
import type { Graph } from '../../core/graph/graph.ts'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import type { Store } from '../store/store.ts'

/** Keeps a graph in the app itself, under its old id when it has one. */
export function savePipeline(store: Store, id: string | undefined, graph: Graph): { id: string } {
  const kept = id ?? randomUUID()
  store.pipelines.save(kept, graph)
  return { id: kept }
}

export function openPipeline(store: Store, id: string): Graph {
  const graph = store.pipelines.open(id)
  if (graph) return graph
  throw new Refusals([
    {
      code: 'unknown-pipeline',
      severity: 'error',
      message: text('This pipeline is not kept here any more.', '此流程图已不在这里。'),
      fix: text('Choose another from the list.', '请从列表中选择其他流程图。'),
    },
  ])
}
