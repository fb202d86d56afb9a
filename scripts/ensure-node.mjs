// First import of a script that needs Node 22.14: starts it again under the Node that came with the dependencies.
// npm 11 puts that one first on the path of its scripts; npm 10, which comes with Node 20, does not.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build-if-needed.mjs'

const windows = process.platform === 'win32'
const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
const newer = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')

if (Number(process.versions.napi) < 10) {
  if (existsSync(newer)) process.exit(spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
  console.error(`This needs Node.js 22.14 or newer; this is ${process.version}. Get it from https://nodejs.org`)
  process.exit(1)
}
