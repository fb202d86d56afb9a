import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { serve } from '../../core/serve.ts'
import { openApp } from '../app.ts'
import { openBrowser } from './browser.ts'
import { serveWeb, type WebHost } from './web.ts'

export interface StartOptions {
  /** The project or installed package: the folder of package.json. */
  readonly root: string
  /** The built files, `<root>/out`. */
  readonly out: string
  readonly home: string
  /** `web` never looks for Electron, `electron` never falls back. */
  readonly host?: 'web' | 'electron'
  readonly port?: number
  /** Opens a window or a browser; a server without a screen only prints the link. */
  readonly open: boolean
}

/** Starts the window and gives a promise of its end: Electron's where its binary is there or comes in 90 s, else a browser's. */
export async function start(options: StartOptions): Promise<void> {
  const binary = options.host === 'web' || !options.open ? undefined : await electron()
  if (binary) return runElectron(binary, options)
  if (options.host === 'electron') throw new Error('start: Electron is not installed. Run: npx install-electron')
  await runWeb(options)
}

async function runWeb({ home, out, port, open }: StartOptions): Promise<void> {
  const app = openApp({ home, out })
  const host = await listen(serve(app.service), join(out, 'renderer'), port)
  console.log(`Patchbay: ${host.url}`)
  if (open && !process.env.CI) openBrowser(host.url, join(home, 'browser'))
  if (process.stdin.isTTY) createInterface(process.stdin).on('line', () => console.log(`Patchbay: ${host.url}`))
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  await host.close()
  await app.close()
}

/** The same port each time where it is free, so that the browser remembers language and theme. */
async function listen(transport: Parameters<typeof serveWeb>[0], root: string, port?: number): Promise<WebHost> {
  if (port !== undefined) return serveWeb(transport, { root, port })
  return serveWeb(transport, { root, port: usualPort }).catch(() => serveWeb(transport, { root }))
}

const usualPort = 17_225

function runElectron(binary: string, { root, home }: StartOptions): Promise<void> {
  const child = spawn(binary, [root], { stdio: 'inherit', env: { ...process.env, PATCHBAY_HOME: home } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => {
      process.exitCode = code ?? 1
      resolve()
    })
  })
}

async function electron(): Promise<string | undefined> {
  return electronBinary() ?? ((await download(90_000)) ? electronBinary() : undefined)
}

/** Electron's program, if it was downloaded. Looks at files only: asking the package itself starts a download. */
export function electronBinary(): string | undefined {
  try {
    const own = process.env.ELECTRON_OVERRIDE_DIST_PATH
    const folder = electronFolder()
    const program = join(own ?? join(folder, 'dist'), readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : undefined
  } catch {
    return undefined // not installed, or its download never ended
  }
}

const electronFolder = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Lets Electron's package fetch its program; false when it is not there, not wanted or not done in time. */
function download(milliseconds: number): Promise<boolean> {
  return new Promise(resolve => {
    if (process.env.PATCHBAY_NO_DOWNLOAD) return resolve(false)
    try {
      const child = spawn(process.execPath, [join(electronFolder(), 'install.js')], { stdio: 'ignore' })
      const timer = setTimeout(() => child.kill(), milliseconds)
      const settle = (done: boolean) => {
        clearTimeout(timer)
        resolve(done)
      }
      child.on('exit', code => settle(code === 0))
      child.on('error', () => settle(false))
    } catch {
      resolve(false) // the package itself is not installed
    }
  })
}
