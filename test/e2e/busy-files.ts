import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyEdit } from '../../core/graph/edit.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { terminal } from './views.ts'

/** A pipeline that can run, with a group, a note and a sub-graph; in the folder, as `busy.patchbay`. */
export async function writeBusy(folder: string): Promise<void> {
  const kinds = JSON.parse(await readFile(join(folder, 'kinds.patchbay'), 'utf8')) as Graph
  const own = new Set(['text', 'split', 'tokenizer', 'collator', 'network', 'objective', 'schedule', 'optimizer'])
  const blocks = kinds.blocks
    .filter(({ id }) => own.has(id) || id === 'trainer')
    .map(b => (b.id === 'trainer' ? { ...b, params: { ...b.params, length: 4000, evaluateEvery: 20 } } : b))
  const note = { id: 'note', text: 'Try more layers once this works.', at: place(830, 400), size: place(240, 90) }
  const flat: Graph = { ...kinds, name: 'Busy', blocks, notes: [note] }
  const grouped = applyEdit(flat, {
    do: 'group',
    group: { id: 'data', title: 'From text to batches', blocks: ['tokenizer', 'collator'] },
  })
  const graph = applyEdit(grouped, {
    do: 'enclose',
    blocks: ['schedule', 'optimizer'],
    id: 'learning',
    name: 'How it learns',
  })
  await writeFile(join(folder, 'busy.patchbay'), JSON.stringify(graph))
}

/** A run that comes to nothing: its text is too short for a single step. */
export async function makeFailedRun(home: string, folder: string): Promise<void> {
  const text = join(folder, 'short.txt')
  await writeFile(text, 'The whale rose from the sea.')
  const graph = JSON.parse(await readFile(join(folder, 'busy.patchbay'), 'utf8')) as Graph
  const blocks = graph.blocks.map(b => (b.id === 'text' ? { ...b, params: { ...b.params, path: text } } : b))
  const path = join(folder, 'short.patchbay')
  await writeFile(path, JSON.stringify({ ...graph, blocks }))
  terminal(home, ['run', path, '--name', 'Failed'])
}

const place = (x: number, y: number): [number, number] => [x, y]
