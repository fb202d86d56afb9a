import type { Blocks } from '../../core/block/block.ts'
import type { TableFacts } from '../../core/data/table-facts.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type Problem, Refusals, type Result } from '../../core/problem.ts'
import { inspectColumn } from '../data/inspect/inspect-column.ts'
import { inspectTable } from '../data/inspect/inspect-table.ts'

export interface TableFactsOptions {
  /** Read a large table to its end where it says what the labels are; otherwise they are those of its beginning. */
  readonly allLabels?: boolean
  /** Where what takes long to find out is remembered. */
  readonly home?: string | undefined
  /** Milliseconds for the beginning of a table, where the usual ones do not suit. */
  readonly timeoutMs?: number
}

/** The graph (without sub-graphs) with what its tables hold as `found`; or what is wrong with their files. */
export async function withTableFacts(
  graph: Graph,
  blocks: Blocks,
  looking: TableFactsOptions = {},
): Promise<Result<Graph>> {
  const problems: Problem[] = []
  const placed: PlacedBlock[] = []
  for (const one of graph.blocks) {
    if (one.off) {
      placed.push(one)
      continue
    }
    try {
      const found = await readTableFacts(one, blocks, looking)
      placed.push(found ? { ...one, params: { ...one.params, found } } : one)
    } catch (error) {
      if (!(error instanceof Refusals)) throw error
      problems.push(...error.problems.map(problem => ({ ...problem, block: one.id })))
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...graph, blocks: placed } }
}

/** What a block's table holds; undefined when it has none, or not chosen one yet. Throws problems. */
export const tableFactsOf = (placed: PlacedBlock, blocks: Blocks): Promise<TableFacts | undefined> =>
  readTableFacts(placed, blocks, {})

async function readTableFacts(
  { type, params }: PlacedBlock,
  blocks: Blocks,
  { allLabels = false, home, timeoutMs: patience }: TableFactsOptions,
) {
  const block = blocks.get(type)
  const parsed = block?.params.safeParse(params)
  const source = parsed?.success ? block?.table?.(parsed.data as never) : undefined
  if (!source || !parsed?.success) return undefined
  const found = await inspectTable(source, patience)
  const labels = found.complete || !allLabels ? undefined : block?.labelColumn?.({ ...parsed.data, found } as never)
  if (labels === undefined) return found
  const whole = await inspectColumn(source, labels, home)
  return { ...found, columns: found.columns.map(column => (column.name === labels ? whole : column)) }
}
