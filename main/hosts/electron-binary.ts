import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Electron's program, downloaded first when it is not there yet; undefined where that fails or takes more than 90 s. */
export async function ensureElectron(): Promise<string | undefined> {
  return electronBinary() ?? ((await download(90_000)) ? electronBinary() : undefined)
}

/** Electron's program, if it was downloaded. Looks at files only: asking the package itself starts a download. */
export function electronBinary(): string | undefined {
  try {
    const own = process.env.ELECTRON_OVERRIDE_DIST_PATH
    const program = own ? join(own, process.platform === 'win32' ? 'electron.exe' : 'electron') : downloaded()
    return existsSync(program) ? program : undefined
  } catch {
    return undefined // not installed, or its download never ended
  }
}

const downloaded = () => join(electronFolder(), 'dist', readFileSync(join(electronFolder(), 'path.txt'), 'utf8').trim())
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
