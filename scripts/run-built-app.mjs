import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNeeded, root } from './build-if-needed.mjs'

/** Builds when needed, then runs a command of the built app and ends with its exit code. */
export function patchbay(...args) {
  buildIfNeeded()
  const child = spawn(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal) // a terminal's Ctrl-C reaches it by itself
    })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
