import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const sources = [
  'core',
  'nodes',
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const stamp = join(root, 'out', '.built')

/**
 * Builds when there is no build yet or a source is newer; ends the process when that fails. One build at a time: a second
 * process waits for the first and finds nothing to do. Its words go to stderr: stdout is for what comes after.
 */
export function buildIfNeeded() {
  if (fresh()) return
  if (!existsSync(join(root, 'node_modules', 'electron-vite'))) {
    console.error('The dependencies are not installed yet. Run: npm ci')
    process.exit(1)
  }
  const lock = join(root, 'node_modules', '.building')
  while (!locked(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  const status = fresh() ? 0 : build()
  rmSync(lock, { recursive: true, force: true })
  if (status !== 0) process.exit(status)
}

function build() {
  const started = Date.now() / 1000
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status } = spawnSync(process.execPath, [script, 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) return status ?? 1
  writeFileSync(stamp, '')
  utimesSync(stamp, started, started) // a source saved during the build is newer than it
  return 0
}

function locked(lock) {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0
    if (age > 120_000) rmSync(lock, { recursive: true, force: true }) // its owner was killed
    return false
  }
}

const fresh = () => existsSync(stamp) && newest(sources.map(name => join(root, name))) <= statSync(stamp).mtimeMs

const newest = paths => paths.reduce((latest, path) => Math.max(latest, changed(path)), 0)

function changed(path) {
  if (!existsSync(path)) return 0
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, newest(readdirSync(path).map(name => join(path, name)))) // a deleted file touches its folder
}
