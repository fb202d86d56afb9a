import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './build-if-needed.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
]
const places = [
  ...names.flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map(folder => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
]

/** A browser for the tests: an installed one, else Playwright's, else Debian's package; or why there is none. */
export function findBrowser() {
  return (
    installed() ??
    playwrights() ??
    fromDebian() ?? { reason: 'no Chrome or Chromium is installed, and none could be downloaded' }
  )
}

const installed = () => {
  const path = [process.env.PATCHBAY_CHROMIUM, ...places].find(place => place && existsSync(place))
  return path && { path }
}

/** Playwright's own build, downloaded when it is not there yet. */
function playwrights() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  const path = () => existsSync(chromium.executablePath()) && { path: chromium.executablePath() }
  if (path()) return path()
  console.log('No browser is installed; asking Playwright for one …')
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 })
  return path() || undefined
}

function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing the package chromium …')
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  run('update')
  run('install', '-y', '--no-install-recommends', 'chromium')
  return installed()
}
