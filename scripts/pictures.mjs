// npm run pictures: builds when needed and makes a picture of every view into out/pictures; with `-- --docs` those of the README, too.
import './newer-node.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildIfNeeded, root } from './build-if-needed.mjs'

buildIfNeeded()
const found = findBrowser()
if (found.reason) {
  console.error(`Pictures need a browser: ${found.reason}.`)
  process.exitCode = 1
} else {
  const playwright = join(root, 'node_modules', '@playwright/test/cli.js')
  const config = join(root, 'test', 'pictures', 'playwright.config.ts')
  const only = process.argv.includes('--docs') ? [] : ['--grep-invert', 'README']
  process.exitCode = spawnSync(process.execPath, [playwright, 'test', '--config', config, ...only], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(found.path ? { PATCHBAY_CHROMIUM: found.path } : {}) },
  }).status
}
