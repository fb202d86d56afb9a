// npm run check: the lock file, types of each layer, style, and who may import whom.
import './ensure-node.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build-if-needed.mjs'
import { lockGaps } from './lock-gaps.mjs'

const run = (script, ...args) =>
  spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' }).status ===
  0

const checks = {
  'lock file': () => {
    const gaps = lockGaps(join(root, 'package-lock.json'))
    for (const gap of gaps) console.error(`package-lock.json lacks ${gap}`)
    return gaps.length === 0
  },
  types: () => run('typescript/bin/tsc', '-b'),
  style: () => run('@biomejs/biome/bin/biome', 'ci', '.', ...(process.stdout.isTTY ? [] : ['--colors=off'])),
  layers: () => run('vitest/vitest.mjs', 'run', 'test/layers.test.ts', 'test/lock.test.ts'),
}

const failed = Object.entries(checks).filter(([name, check]) => {
  const good = check()
  console.log(`${good ? '✓' : '✗'} ${name}`)
  return !good
})
process.exitCode = failed.length > 0 ? 1 : 0
