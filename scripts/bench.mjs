// npm run bench [options]: runs bench/bench.ts. It needs a Node that reads TypeScript: 22.18 or newer.
import './newer-node.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build-if-needed.mjs'

const script = join(root, 'bench', 'bench.ts')
if (process.features.typescript) {
  process.exitCode =
    spawnSync(process.execPath, [script, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1
} else {
  console.error(`The benchmarks need Node.js 22.18 or newer; this is ${process.version}.`)
  process.exitCode = 1
}
