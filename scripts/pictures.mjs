// npm run pictures: builds when needed and makes a picture of every view into out/pictures; with `-- --docs` those of the README instead.
// Other arguments are Playwright's: `npm run pictures -- -g dark`.
import './ensure-node.mjs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNeeded, root } from './build-if-needed.mjs'
import { findBrowser } from './find-browser.mjs'

const args = process.argv.slice(2)
const docs = args.includes('--docs')
buildIfNeeded()
const found = findBrowser()
if (found.reason) {
  console.error(`Pictures need a browser: ${found.reason}.`)
  process.exitCode = 1
} else {
  const playwright = join(root, 'node_modules', '@playwright/test/cli.js')
  const config = join(root, 'test', 'pictures', 'playwright.config.ts')
  const which = [docs ? 'readme' : 'screenshots', ...args.filter(arg => arg !== '--docs')]
  process.exitCode = spawnSync(process.execPath, [playwright, 'test', '--config', config, ...which], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(found.path ? { PATCHBAY_CHROMIUM: found.path } : {}) },
  }).status
}
