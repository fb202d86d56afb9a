import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Example } from '../../core/run.ts'
import { openGraph } from './open-graph.ts'

/** The pipelines that ship with Patchbay. */
export function examples(folder: string): Example[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(name => name.endsWith('.patchbay'))
  return files.sort().map(name => ({ id: basename(name, '.patchbay'), graph: openGraph(join(folder, name)).graph }))
}
