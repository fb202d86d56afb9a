import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Blocks } from '../../core/block/block.ts'
import type { Graph } from '../../core/graph/graph.ts'
import { graphSchema } from '../../core/graph/graph.ts'
import type { ExampleGraph } from '../../core/run/run.ts'
import { text } from '../../core/text.ts'
import { throwFileProblem, throwSystemProblem } from './file-problem.ts'
import { resolveGraphPaths } from './graph-paths.ts'

/** The graph in a `.patchbay` file. Throws Refusals when there is none. */
export function openGraph(path: string): { path: string; graph: Graph } {
  const full = resolve(path)
  return { path: full, graph: parse(read(full), full) }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return throwSystemProblem(error, path)
  }
}

function parse(words: string, path: string): Graph {
  const json = parseJson(words, path)
  const format = (json as { format?: unknown } | null)?.format
  if (typeof format === 'string' && /^patchbay\/\d+$/.test(format) && format !== 'patchbay/1') newer(path, format)
  const parsed = graphSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = `${issue?.path.join('.') || 'file'}: ${issue?.message}`
  return throwFileProblem(
    'not-a-pipeline',
    path,
    text(`“{path}” is not a Patchbay pipeline (${where}).`, `“{path}”不是 Patchbay 流程图（${where}）。`),
    text('Choose a file saved by Patchbay, ending in .patchbay.', '请选择由 Patchbay 保存、以 .patchbay 结尾的文件。'),
  )
}

function parseJson(words: string, path: string): unknown {
  try {
    return JSON.parse(words.replace(/^\uFEFF/, ''))
  } catch {
    return throwFileProblem(
      'not-json',
      path,
      text('“{path}” is damaged or not a Patchbay pipeline.', '“{path}”已损坏，或不是 Patchbay 流程图。'),
      text('Open an earlier copy.', '请打开它的较早副本。'),
    )
  }
}

const newer = (path: string, format: string): never =>
  throwFileProblem(
    'newer-file',
    path,
    text(`“{path}” was made by a newer Patchbay (${format}).`, `“{path}”由更新版本的 Patchbay 创建（${format}）。`),
    text('Update Patchbay to open it.', '请更新 Patchbay 后再打开。'),
  )

/** The example graphs that ship with Patchbay. */
export function loadExamples(folder: string, blocks: Blocks): ExampleGraph[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(name => name.endsWith('.patchbay'))
  return files.sort().map(name => ({
    id: basename(name, '.patchbay'),
    graph: resolveGraphPaths(openGraph(join(folder, name)).graph, blocks, folder),
  }))
}
