import type { Blocks } from '../../core/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Batching } from '../../core/train/batcher.ts'
import type { Question } from './question.ts'

const usual: Batching = { batchSize: 8, accumulate: 1, seed: 1 }

/** How the graph's trainer makes up its batches, whether or not it is wired already; something usual when there is none. */
export function batchingOf(graph: Graph, blocks: Blocks): Question['batching'] {
  for (const { type, params, off } of flatten(graph).blocks) {
    const block = blocks.get(type)
    if (off || !block || !Object.values(block.outputs).some(port => port.type === 'plan')) continue
    const parsed = block.params.safeParse(params)
    if (parsed.success) return { ...usual, ...known(parsed.data) }
  }
  return { ...usual, atMost: true }
}

const known = (params: Record<string, unknown>): Partial<Batching> =>
  Object.fromEntries(
    Object.keys(usual).flatMap(name => (typeof params[name] === 'number' ? [[name, params[name]]] : [])),
  )
