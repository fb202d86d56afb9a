import { existsSync } from 'node:fs'
import type { Client } from '../../../core/contract.ts'
import type { Graph } from '../../../core/graph/graph.ts'

/** The graph in a file, or the example of that name. Paths in it count from the file's own folder. */
export async function graphFile(client: Client, file: string): Promise<Graph> {
  if (!existsSync(file)) {
    const example = (await client.call('example.list', {})).find(({ id }) => id === file)
    if (example) return example.graph
  }
  return (await client.call('file.open', { path: file })).graph
}
