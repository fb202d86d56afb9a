import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Opens a link in a window of its own where a Chromium is found and a profile folder is given, else in the default browser.
 * Gives false when there is no screen or no browser; the link is printed anyway.
 */
export function openBrowser(url: string, profile?: string): boolean {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!screen) return false
  const chromium = profile === undefined ? undefined : findOnPath(...chromiums)
  if (chromium) return launch(chromium, [`--app=${url}`, `--user-data-dir=${profile}`, ...chromiumFlags])
  const opener =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : findOnPath('xdg-open')
  return opener !== undefined && launch(opener, [url])
}

const chromiums = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
]
const chromiumFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

function launch(program: string, args: readonly string[]): boolean {
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {}) // the link is printed, so the user can open it by hand
  child.unref()
  return true
}

const findOnPath = (...names: readonly string[]): string | undefined =>
  names
    .flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name)))
    .find(path => existsSync(path))
