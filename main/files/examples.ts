import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Blocks } from '../../core/block.ts'
import type { Example } from '../../core/run.ts'
import { fullPaths } from './full-paths.ts'
import { openGraph } from './open-graph.ts'

/** The pipelines that ship with Patchbay. */
export function examples(folder: string, blocks: Blocks): Example[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(name => name.endsWith('.patchbay'))
  return files.sort().map(name => ({
    id: basename(name, '.patchbay'),
    graph: fullPaths(openGraph(join(folder, name)).graph, blocks, folder),
  }))
}
