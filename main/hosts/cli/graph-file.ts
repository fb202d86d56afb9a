import { existsSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { BlockInfo } from '../../../core/block.ts'
import type { Client } from '../../../core/contract.ts'
import { mapBlocks } from '../../../core/graph/flatten.ts'
import type { Graph, PlacedBlock } from '../../../core/graph/graph.ts'

/** The graph in a file, or the example of that name. Paths in it count from the file's own folder. */
export async function graphFile(client: Client, file: string): Promise<Graph> {
  if (!existsSync(file)) {
    const example = (await client.call('example.list', {})).find(({ id }) => id === file)
    if (example) return example.graph
  }
  const { path, graph } = await client.call('file.open', { path: file })
  const blocks = new Map((await client.call('block.list', {})).map(block => [block.id, block]))
  return mapBlocks(graph, block => placed(block, blocks.get(block.type), dirname(path)))
}

function placed(block: PlacedBlock, info: BlockInfo | undefined, folder: string): PlacedBlock {
  const isPath = (name: string) =>
    ['path', 'model'].includes((info?.params.properties as Schemas | undefined)?.[name]?.control ?? '')
  const full = Object.entries(block.params).map(([name, value]) =>
    typeof value === 'string' && value !== '' && isPath(name) && !isAbsolute(value) && !/^(run:|~)/.test(value)
      ? [name, resolve(folder, value)]
      : [name, value],
  )
  return { ...block, params: Object.fromEntries(full) }
}

type Schemas = Readonly<Record<string, { readonly control?: string } | undefined>>
