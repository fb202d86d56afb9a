import type { BlockInfo } from '../../core/block.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import type { Shape } from './templates.ts'

/** What a file on disk is read with: the answer of `file.block`. */
export interface FileBlock {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The sources for plain lines with tabs in them, by what a line is. */
const linesOf: Readonly<Record<Shape, string>> = {
  text: 'text-file',
  label: 'labels-file',
  pairs: 'pairs-file',
  tags: 'tags-file',
  questions: 'questions-file',
}

/**
 * The graph with the user's file in place of its source of data; wires and place stay. Plain text is read as lines of what the
 * graph needs; a table is told what its rows are, and finds the columns itself.
 */
export function withFile(graph: Graph, file: FileBlock, shape: Shape, infos: ReadonlyMap<string, BlockInfo>): Graph {
  const source = sourceOf(graph, infos)
  const type = file.type === 'text-file' ? linesOf[shape] : file.type
  const defaults = infos.get(type)?.defaults ?? {}
  const params = { ...structuredClone(defaults), ...file.params, ...('shape' in defaults ? { shape } : {}) }
  return { ...graph, blocks: graph.blocks.map(b => (b === source ? { ...b, type, params } : b)) }
}

/** The block that everything else gets its data from. */
function sourceOf({ blocks }: Graph, infos: ReadonlyMap<string, BlockInfo>): PlacedBlock | undefined {
  return blocks.find(({ type }) => {
    const info = infos.get(type)
    return info?.category === 'data' && Object.keys(info.inputs).length === 0
  })
}
