import type { Blocks } from '../../core/block.ts'
import { flatten } from '../../core/graph/flatten.ts'
import type { Graph } from '../../core/graph/graph.ts'
import type { Comparison } from '../../core/run.ts'

type Differences = Comparison['differences']

/** Parameters (as `block.param`) and kinds of blocks that are not the same in all graphs. */
export function differences(graphs: readonly Graph[], blocks: Blocks): Differences {
  const tables = graphs.map(graph => facts(graph, blocks))
  const names = [...new Set(tables.flatMap(table => [...table.keys()]))]
  return names
    .map(name => ({ name, values: tables.map(table => table.get(name) ?? null) }))
    .filter(({ values }) => new Set(values.map(value => JSON.stringify(value))).size > 1)
}

/** What a graph says, by name, with the defaults of parameters that are not written down. */
function facts(graph: Graph, blocks: Blocks): Map<string, unknown> {
  return new Map(
    flatten(graph).blocks.flatMap(({ id, type, params, off }) => {
      const parsed = blocks.get(type)?.params.safeParse(params)
      const values = parsed?.success ? parsed.data : params
      return [
        [id, type] as const,
        ...(off ? [[`${id}.off`, off] as const] : []),
        ...Object.entries(values).map(([name, value]) => [`${id}.${name}`, value] as const),
      ]
    }),
  )
}
