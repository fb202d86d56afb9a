import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Graph } from '../../../core/graph/graph.ts'
import { emptyGraph } from '../../../core/graph/graph.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import type { MetricPoint, Run } from '../../../core/run/run.ts'
import { integerOption } from './command.ts'

/** The run meant by a word: its id, a beginning that only it has, or `last`, the newest. Throws Refusals when there is none. */
export async function resolveRun(client: Client, word: string): Promise<Run> {
  const all = await client.call('run.list', {})
  const [newest] = all
  if (word === 'last' && newest) return newest
  const close = all.filter(({ id }) => id.startsWith(word))
  const only = all.find(({ id }) => id === word) ?? (close.length === 1 ? close[0] : undefined)
  return only ?? client.call('run.get', { run: word })
}

/** The model meant by a word: a folder as it is, else the id of the run. Throws Refusals when there is none. */
export const resolveModel = async (client: Client, word: string): Promise<string> =>
  existsSync(word) ? word : (await resolveRun(client, word)).id

/** The checkpoint meant by --checkpoint; the last one when absent. */
export const parseCheckpoint = (word = 'last'): 'best' | 'last' | number =>
  word === 'best' || word === 'last' ? word : (integerOption('checkpoint', word) as number)

/** The graph in a file, or the example of that name. Paths in it count from the file's own folder. */
export async function openGraphFile(client: Client, file: string): Promise<Graph> {
  if (!existsSync(file)) {
    const example = (await client.call('example.list', {})).find(({ id }) => id === file)
    if (example) return example.graph
  }
  return (await client.call('file.open', { path: file })).graph
}

/** A graph with nothing but the block that reads a file, a folder or an archive of data; undefined for a pipeline. The block is called `data`. */
export async function graphOfDataFile(client: Client, file: string): Promise<Graph | undefined> {
  if (file.endsWith('.patchbay')) return undefined
  if (!existsSync(file) && (await client.call('example.list', {})).some(({ id }) => id === file)) return undefined
  const { type, params } = await client.call('file.block', { path: resolve(file) })
  return { ...emptyGraph(file), blocks: [{ id: 'data', type, params, at: [0, 0] }] }
}

/** All points of a run so far. */
export async function readPoints(client: Client, run: string): Promise<MetricPoint[]> {
  const points: MetricPoint[] = []
  for await (const event of client.listen('run.watch', { run }, new AbortController().signal)) {
    if (event.kind === 'points') points.push(...event.points)
    if (event.kind === 'run') break // the first look is over: its points come before the run
  }
  return points
}
