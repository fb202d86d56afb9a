import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

const executable = process.platform === 'win32' ? 'node.exe' : 'node'

/**
 * The Node that runs engines. Never Electron's own binary: its allocator kills any process that asks for 2 GiB at once.
 * Undefined when there is none.
 */
export function findNode(): string | undefined {
  if (!process.versions.electron) return process.execPath
  const bundled = join(process.resourcesPath ?? '', 'runtime', executable)
  return [bundled, installedNode(), ...nodesOnPath()].find(path => path !== undefined && existsSync(path))
}

/** From the optional dependency that brings a Node for this platform. */
function installedNode(): string | undefined {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`))
    return join(folder, 'bin', executable)
  } catch {
    return undefined // not installed for this platform
  }
}

const nodesOnPath = () => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, executable))
