import { existsSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import type { Graph } from '../../core/graph/graph.ts'
import { text } from '../../core/text.ts'
import { throwFileProblem, throwSystemProblem } from './file-problem.ts'
import { fileStamp } from './file-stamp.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

/**
 * Saves a graph as a `.patchbay` file and returns its full path. Refuses to replace a file unless asked to, and to overwrite one that
 * has changed since the graph was read from it (`seen` is its stamp then, see fileStamp).
 */
export function saveGraph(path: string, graph: Graph, overwrite: boolean, seen?: string): { path: string } {
  const full = resolve(extname(path) === '' ? `${path}.patchbay` : path)
  if (!overwrite && existsSync(full)) exists(full)
  if (seen !== undefined && existsSync(full) && fileStamp(full) !== seen) changed(full)
  try {
    writeFileAtomically(full, graphText(graph))
  } catch (error) {
    throwSystemProblem(error, full)
  }
  return { path: full }
}

/** The content of a graph's file. */
export const graphText = (graph: Graph): string => `${JSON.stringify(graph, null, 2)}\n`

const exists = (path: string): never =>
  throwFileProblem(
    'file-exists',
    path,
    text('“{path}” already exists.', '“{path}”已经存在。'),
    text('Choose another name, or replace it.', '请换一个名称，或选择替换。'),
  )

const changed = (path: string): never =>
  throwFileProblem(
    'file-changed',
    path,
    text('“{path}” was changed after it was opened here.', `“{path}”在此处打开后被更改过。`),
    text('Reload it, or keep your version and replace it.', '请重新加载，或保留您的版本并替换它。'),
  )
