import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Client } from '../../../core/contract.ts'
import { emptyGraph, type Graph } from '../../../core/graph/graph.ts'

/** A graph with nothing but the block that reads a file, a folder or an archive of data; undefined for a pipeline. The block is called `data`. */
export async function dataGraph(client: Client, file: string): Promise<Graph | undefined> {
  if (file.endsWith('.patchbay')) return undefined
  if (!existsSync(file) && (await client.call('example.list', {})).some(({ id }) => id === file)) return undefined
  const { type, params } = await client.call('file.block', { path: resolve(file) })
  return { ...emptyGraph(file), blocks: [{ id: 'data', type, params, at: [0, 0] }] }
}
