import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serve } from '../../core/rpc/serve.ts'
import { openApp } from '../app.ts'
import { ensureElectron } from './electron-binary.ts'
import { openBrowser } from './open-browser.ts'
import { serveWeb, type WebHost } from './web.ts'

export interface StartWindowOptions {
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
export async function startWindow(options: StartWindowOptions): Promise<void> {
  const binary = options.host === 'web' || !options.open ? undefined : await ensureElectron()
  if (binary) return runElectron(binary, options)
  if (options.host === 'electron') throw new Error('start: Electron is not installed. Run: npx install-electron')
  await runWeb(options)
}

async function runWeb({ home, out, port, open }: StartWindowOptions): Promise<void> {
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
  return serveWeb(transport, { root, port: defaultPort }).catch(() => serveWeb(transport, { root }))
}

const defaultPort = 17_225

function runElectron(binary: string, { root, home }: StartWindowOptions): Promise<void> {
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
