// A double of the module `electron`, main process side, over a real Chromium. It does only what Electron documents.
// Not covered: isolated worlds, how OS dialogs and menus look, the process sandbox, fuses, packaging.
import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { quiet } from '../e2e/chromium.ts'

const { PATCHBAY_CHROMIUM: executablePath = '/usr/bin/chromium', ELECTRON_DOUBLE_PORT: port } = process.env
const flags = ['--disable-gpu', '--no-first-run', ...quiet]
const profile = mkdtempSync(join(tmpdir(), 'electron-double-'))
let browser

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  requestSingleInstanceLock: () => true,
  enableSandbox() {},
  async whenReady() {
    browser ??= await chromium.launchPersistentContext(profile, {
      executablePath,
      viewport: { width: 1280, height: 800 },
      args: [
        ...flags,
        ...(port ? [`--remote-debugging-port=${port}`] : []),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    })
  },
  /** `before-quit`, then `will-quit`; either may prevent it. */
  quit() {
    if (['before-quit', 'will-quit'].some(name => prevented(app, name))) return
    app.emit('quit', {}, 0)
    void browser?.close().finally(() => {
      rmSync(profile, { recursive: true, force: true })
      process.exit(0)
    })
  },
})
process.once('SIGTERM', () => app.quit())

function prevented(emitter, name) {
  let stopped = false
  emitter.emit(name, { preventDefault: () => (stopped = true) })
  return stopped
}

export const ipcMain = new EventEmitter()

// app://host/path is shown as http://app--host.localhost/path; everything else is refused: there is no network.
const schemes = new Map()
export const protocol = {
  registerSchemesAsPrivileged: list => {
    for (const { scheme } of list) schemes.set(scheme, undefined)
  },
  handle: (scheme, handler) => schemes.set(scheme, handler),
}

function shown(address) {
  const { protocol: p, host, pathname } = new URL(address)
  return schemes.has(p.slice(0, -1)) ? `http://${p.slice(0, -1)}--${host}.localhost${pathname}` : address
}

function meant(address) {
  const { hostname, pathname } = new URL(address)
  const [, scheme, host] = /^([a-z]+)--(.+)\.localhost$/.exec(hostname) ?? []
  return scheme ? `${scheme}://${host}${pathname}` : address
}

async function route(request) {
  const address = meant(request.request().url())
  const handler = schemes.get(new URL(address).protocol.slice(0, -1))
  if (!handler) return address.startsWith('data:') ? request.continue() : request.abort()
  const response = await handler(new Request(address, { method: request.request().method() }))
  const body = Buffer.from(await response.arrayBuffer())
  await request.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler() {},
  },
}

class WebContents extends EventEmitter {
  page
  send(channel, ...values) {
    const deliver = ([c, v]) => globalThis.__deliver?.(c, v)
    this.page?.evaluate(deliver, [channel, structuredClone(values)]).catch(() => {}) // the page is going away
  }
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  isDestroyed() {
    return this.page?.isClosed() ?? false
  }
}

/** A test says in `pickedPath` what the user chooses; nothing means that the dialog is closed. */
const picked = window => window.webContents.page.evaluate(() => globalThis.pickedPath)
export const dialog = {
  async showOpenDialog(window) {
    const path = await picked(window)
    return { canceled: !path, filePaths: path ? [path] : [] }
  },
  async showSaveDialog(window) {
    const path = await picked(window)
    return { canceled: !path, filePath: path ?? '' }
  },
}

export class BrowserWindow extends EventEmitter {
  static #all = []
  static getAllWindows = () => BrowserWindow.#all
  webContents = new WebContents()
  #options
  #opened

  constructor(options = {}) {
    super()
    const { nodeIntegration, contextIsolation, sandbox } = options.webPreferences ?? {}
    if (nodeIntegration || contextIsolation === false || sandbox === false)
      throw new Error('electron double: only sandboxed and isolated windows are allowed')
    this.#options = options
    app.emit('web-contents-created', {}, this.webContents)
    BrowserWindow.#all.push(this)
    this.#opened = this.#open()
  }

  async #open() {
    const contents = this.webContents
    const page = browser.pages()[0] ?? (await browser.newPage())
    contents.page = page
    await page.route('**/*', route)
    await page.exposeBinding('__send', ({ frame }, channel, values) => {
      const { protocol: p, host } = new URL(meant(frame.url()))
      ipcMain.emit(channel, { sender: contents, senderFrame: { origin: `${p}//${host}` } }, ...values)
    })
    const preload = readFileSync(this.#options.webPreferences.preload, 'utf8')
    await page.addInitScript(`(${inPage})(require => { const module = { exports: {} }; ((exports) => { ${preload}
      })(module.exports) })`)
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) contents.emit('did-navigate', {}, meant(frame.url()))
    })
    page.on('close', () => {
      contents.emit('destroyed')
      this.emit('closed')
      app.emit('window-all-closed')
    })
  }

  async loadURL(address) {
    await this.#opened
    await this.webContents.page.goto(shown(address))
    this.emit('ready-to-show')
  }
  show() {}
  focus() {}
  restore() {}
  isMinimized() {
    return false
  }
}

// Runs in the page before its own scripts: what a sandboxed preload may ask for. Values that cross are cloned and frozen.
function inPage(runPreload) {
  const listeners = new Map()
  const ipcRenderer = {
    send: (channel, ...values) => void globalThis.__send(channel, structuredClone(values)),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
  }
  globalThis.__deliver = (channel, values) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...values)
  }
  const crossing = value => {
    if (typeof value === 'function') return (...given) => crossing(value(...given.map(crossing)))
    if (value instanceof Promise) return value.then(crossing)
    return value === undefined ? value : structuredClone(value)
  }
  const exposed = api => Object.freeze(Object.fromEntries(Object.entries(api).map(([k, v]) => [k, crossing(v)])))
  const contextBridge = {
    exposeInMainWorld: (name, api) => Object.defineProperty(globalThis, name, { value: exposed(api) }),
  }
  runPreload(name => {
    // A test says in `droppedPaths` where the files lie that it drops: a page cannot make a file with a path.
    const webUtils = { getPathForFile: file => globalThis.droppedPaths?.[file.name] ?? '' }
    if (name === 'electron') return { contextBridge, ipcRenderer, webUtils }
    throw new Error(`electron double: a sandboxed preload cannot load ${name}`)
  })
}

export const Menu = { buildFromTemplate: items => ({ items }), setApplicationMenu() {} }
