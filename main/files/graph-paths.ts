import { isAbsolute, relative, resolve, sep } from 'node:path'
import { type Blocks, paramTextsOf } from '../../core/block/block.ts'
import { mapBlocks } from '../../core/graph/flatten.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'

/** A graph with the paths of its file made absolute: they are relative to the file's folder, wherever the program was started. */
export const resolveGraphPaths = (graph: Graph, blocks: Blocks, folder: string): Graph =>
  mapBlocks(graph, block => withPaths(block, blocks, path => (isAbsolute(path) ? path : resolve(folder, path))))

/** The graph for a file in that folder: paths inside the folder become relative, so that both can be moved together. */
export const relativeGraphPaths = (graph: Graph, blocks: Blocks, folder: string): Graph =>
  mapBlocks(graph, block => withPaths(block, blocks, path => inside(path, folder)))

function inside(path: string, folder: string): string {
  const way = relative(folder, path)
  const below = isAbsolute(path) && way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..'
  return below ? way.split(sep).join('/') : path
}

function withPaths(block: PlacedBlock, blocks: Blocks, change: (path: string) => string): PlacedBlock {
  const schemas = blocks.get(block.type)?.params.shape ?? {}
  const isPath = (name: string) =>
    name in schemas && ['path', 'model'].includes(paramTextsOf(schemas[name]).control ?? '')
  const params = Object.entries(block.params).map(([name, value]) =>
    typeof value === 'string' && value !== '' && isPath(name) && !/^(run:|~)/.test(value)
      ? [name, change(value)]
      : [name, value],
  )
  return { ...block, params: Object.fromEntries(params) }
}
