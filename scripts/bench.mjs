// npm run bench [options]: runs bench/bench.ts, or bench/canvas.ts with `canvas`. It needs a Node that reads TypeScript: 22.18 or newer.
import './ensure-node.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build-if-needed.mjs'

const canvas = process.argv[2] === 'canvas'
const script = join(root, 'bench', canvas ? 'canvas.ts' : 'bench.ts')
if (process.features.typescript) {
  process.exitCode =
    spawnSync(process.execPath, [script, ...process.argv.slice(canvas ? 3 : 2)], { cwd: root, stdio: 'inherit' })
      .status ?? 1
} else {
  console.error(`The benchmarks need Node.js 22.18 or newer; this is ${process.version}.`)
  process.exitCode = 1
}
