// The first import of a program: better-sqlite3 needs Node-API 10 (Node 22.14); an older Node crashes without a word.
import { spawn } from 'node:child_process'
import { installedNode } from './find-node.ts'

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

if (Number(process.versions.napi) < 10) process.exit(await restartUnderNewerNode())

/** Runs this program under the Node that came with the dependencies, and gives its exit code. */
function restartUnderNewerNode(): Promise<number> {
  const newer = installedNode()
  if (!newer) {
    console.error(`Patchbay needs Node.js 22.14 or newer; this is ${process.version}. Get it from https://nodejs.org`)
    console.error(`Patchbay 需要 Node.js 22.14 或更新版本，当前为 ${process.version}。下载：https://nodejs.org`)
    return Promise.resolve(1)
  }
  const ipc = process.send ? (['ipc'] as const) : []
  const child = spawn(newer, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', ...ipc] })
  // A terminal's Ctrl-C reaches the child as well: passing it on would count it twice
  for (const signal of forwardedSignals)
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
  child.on('message', message => process.send?.(message))
  return new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))))
}
