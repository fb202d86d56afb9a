import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Client } from '../../../core/contract.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { fullPaths } from '../../files/full-paths.ts'

/** The graph in a file, or the example of that name. Paths in it count from the file's own folder. */
export async function graphFile(client: Client, file: string): Promise<Graph> {
  if (!existsSync(file)) {
    const example = (await client.call('example.list', {})).find(({ id }) => id === file)
    if (example) return example.graph
  }
  const { path, graph } = await client.call('file.open', { path: file })
  const blocks = new Map((await client.call('block.list', {})).map(block => [block.id, block]))
  return fullPaths(graph, blocks, dirname(path))
}
