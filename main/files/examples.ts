import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Blocks, describe } from '../../core/block.ts'
import type { Example } from '../../core/run.ts'
import { fullPaths } from './full-paths.ts'
import { openGraph } from './open-graph.ts'

/** The pipelines that ship with Patchbay. */
export function examples(folder: string, blocks: Blocks): Example[] {
  if (!existsSync(folder)) return []
  const infos = new Map([...blocks.values()].map(block => [block.id, describe(block)]))
  const files = readdirSync(folder).filter(name => name.endsWith('.patchbay'))
  return files.sort().map(name => ({
    id: basename(name, '.patchbay'),
    graph: fullPaths(openGraph(join(folder, name)).graph, infos, folder),
  }))
}
