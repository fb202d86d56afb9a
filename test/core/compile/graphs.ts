import { checkGraph } from '../../../core/compile/check-graph.ts'
import { compilePlan } from '../../../core/compile/compile-plan.ts'
import type { Graph, Wire } from '../../../core/graph/graph.ts'
import type { Problem } from '../../../core/problem.ts'
import { blocks } from '../../../nodes/index.ts'

/** Everything that `check` and then `compile` say about a graph. */
export function problemsOf(graph: Graph): readonly Problem[] {
  const checked = checkGraph(graph, blocks)
  const compiled = checked.ok ? compilePlan(checked.value) : checked
  return compiled.ok ? [] : compiled.problems
}

/** The graph with parameters of one block changed. */
export const withParams = (graph: Graph, id: string, params: Record<string, unknown>): Graph => ({
  ...graph,
  blocks: graph.blocks.map(b => (b.id === id ? { ...b, params: { ...b.params, ...params } } : b)),
})

/** The graph with a block's type changed; its parameters are left behind. */
export const withType = (graph: Graph, id: string, type: string, params: Record<string, unknown> = {}): Graph => ({
  ...graph,
  blocks: graph.blocks.map(b => (b.id === id ? { ...b, type, params } : b)),
})

export const withBlock = (graph: Graph, id: string, type: string, params: Record<string, unknown> = {}): Graph => ({
  ...graph,
  blocks: [...graph.blocks, { id, type, params, at: [0, 0] }],
})

/** `'text.rows → split.rows'` as a wire. */
export function wire(words: string): Wire {
  const ends = words.split(' → ').map(end => end.split('.'))
  return ends as [[string, string], [string, string]]
}

export const withWire = (graph: Graph, words: string): Graph => ({ ...graph, wires: [...graph.wires, wire(words)] })

/** The graph without the wires that arrive at `block.port`. */
export const withoutWireTo = (graph: Graph, end: string): Graph => ({
  ...graph,
  wires: graph.wires.filter(([, to]) => to.join('.') !== end),
})
