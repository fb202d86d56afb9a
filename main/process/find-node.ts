import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

// ensure-node.ts imports this under any Node there is: only node: modules here.
const windows = process.platform === 'win32'

const nodeFileName = windows ? 'node.exe' : 'node'

/** The Node that came with the dependencies; undefined when there is none for this platform. */
export function installedNode(): string | undefined {
  try {
    const manifest = `node-${windows ? 'win' : process.platform}-${process.arch}/package.json`
    const path = join(dirname(createRequire(import.meta.url).resolve(manifest)), 'bin', nodeFileName)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * The Node that runs engines. Never Electron's own binary: its allocator kills any process that asks for 2 GiB at once.
 * Undefined when there is none.
 */
export function findNode(): string | undefined {
  if (!process.versions.electron) return process.execPath
  const bundled = join(process.resourcesPath ?? '', 'runtime', nodeFileName)
  return [bundled, installedNode(), ...nodesOnPath()].find(path => path !== undefined && existsSync(path))
}

const nodesOnPath = () => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, nodeFileName))
