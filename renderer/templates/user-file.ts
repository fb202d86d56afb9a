import type { BlockInfos } from '../../core/block/block-info.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'
import { type RowKind, templates } from './templates.ts'

/** What a file on disk is read with: the answer of `file.block`. */
export interface FileBlock {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a row of a source is; no template has numbers to learn from yet. */
type SourceShape = RowKind | 'score'

/** The sources for plain lines with tabs in them, by what a line is. */
const lineSources: Readonly<Record<SourceShape, string>> = {
  text: 'text-file',
  label: 'labels-file',
  score: 'scores-file',
  pairs: 'pairs-file',
  tags: 'tags-file',
  questions: 'questions-file',
}

/**
 * The graph with the user's file in place of its source of data; wires and place stay. Plain text is read as lines of what the
 * graph needs; a table is told what its rows are, and finds the columns itself.
 */
export function withUserFile(graph: Graph, file: FileBlock, shape: RowKind, infos: BlockInfos): Graph {
  const source = findSource(graph, infos)
  const reading = sourceBlockFor(file, shape, infos)
  return { ...graph, blocks: graph.blocks.map(b => (b === source ? { ...b, ...reading } : b)) }
}

/** The block that reads a file as rows of this shape; without one, as the file seems to be. */
export function sourceBlockFor(file: FileBlock, shape: SourceShape | undefined, infos: BlockInfos): FileBlock {
  const type = file.type === 'text-file' && shape ? lineSources[shape] : file.type
  const defaults = infos.get(type)?.defaults ?? {}
  const told = shape && 'shape' in defaults ? { shape } : {}
  const given = type === file.type ? file.params : { path: file.params.path }
  return { type, params: { ...structuredClone(defaults), ...given, ...told } }
}

/** What the rows of a source are: a table says it, lines by their kind of block, sample data by the template that it is made for. */
export function rowShapeOf({ type, params }: PlacedBlock, examples: readonly Example[]): SourceShape | undefined {
  const shapes = Object.keys(lineSources) as SourceShape[]
  const used = (id: string) => examples.some(e => e.id === id && e.graph.blocks.some(b => b.type === type))
  return (
    shapes.find(shape => shape === params.shape) ??
    shapes.find(shape => lineSources[shape] === type) ??
    templates.find(({ id }) => used(id))?.shape
  )
}

interface Example {
  readonly id: string
  readonly graph: Graph
}

/** The block that everything else gets its data from. */
function findSource({ blocks }: Graph, infos: BlockInfos): PlacedBlock | undefined {
  return blocks.find(({ type }) => {
    const info = infos.get(type)
    return info?.category === 'data' && Object.keys(info.inputs).length === 0
  })
}
