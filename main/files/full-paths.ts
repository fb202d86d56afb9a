import { isAbsolute, resolve } from 'node:path'
import type { BlockInfo } from '../../core/block.ts'
import { mapBlocks } from '../../core/graph/flatten.ts'
import type { Graph, PlacedBlock } from '../../core/graph/graph.ts'

type Infos = ReadonlyMap<string, Pick<BlockInfo, 'params'>>

/** The graph of a file with the paths in it counted from the file's own folder, wherever the program was started. */
export const fullPaths = (graph: Graph, blocks: Infos, folder: string): Graph =>
  mapBlocks(graph, block => placed(block, blocks, folder))

function placed(block: PlacedBlock, blocks: Infos, folder: string): PlacedBlock {
  const { properties = {} } = (blocks.get(block.type)?.params ?? {}) as { properties?: Schemas }
  const isPath = (name: string) => ['path', 'model'].includes(properties[name]?.control ?? '')
  const full = Object.entries(block.params).map(([name, value]) =>
    typeof value === 'string' && value !== '' && isPath(name) && !isAbsolute(value) && !/^(run:|~)/.test(value)
      ? [name, resolve(folder, value)]
      : [name, value],
  )
  return { ...block, params: Object.fromEntries(full) }
}

type Schemas = Readonly<Record<string, { readonly control?: string } | undefined>>
