import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, type WebContents } from 'electron'
import { type ChannelRequest, serveChannel } from '../../core/rpc/channel.ts'
import type { CallOutput, ParsedInput, Transport } from '../../core/rpc/contract.ts'
import { readPage } from './read-page.ts'

const origin = 'app://patchbay'
/** Where electron-vite's development server shows the window, when there is one. */
const developmentUrl = process.env.ELECTRON_RENDERER_URL

/** Must run before Electron is ready: a scheme of our own, sandboxes everywhere, no way out of the window. */
export function lockDown(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Opens the window and carries the calls of its page. `out` is the folder of the built files. */
export async function openWindow(transport: Transport, out: string): Promise<BrowserWindow> {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, allow) => allow(false))
  protocol.handle('app', request => serveFile(new URL(request.url), join(out, 'renderer')))
  connectPages(transport)
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }]))
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    webPreferences: {
      preload: join(out, 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(developmentUrl ?? `${origin}/`)
  return window
}

async function serveFile({ host, pathname }: URL, root: string): Promise<Response> {
  const found = host === 'patchbay' ? await readPage(root, pathname) : undefined
  return found ? new Response(found.body, { headers: found.headers }) : new Response('', { status: 404 })
}

/** One answering end per page; a page that reloads or goes away ends its streams. */
function connectPages(transport: Transport) {
  const ends = new Map<WebContents, ReturnType<typeof serveChannel>>()
  ipcMain.on('request', (event, request: ChannelRequest) => {
    if (event.senderFrame?.origin !== (developmentUrl ? new URL(developmentUrl).origin : origin)) return
    const contents = event.sender
    let end = ends.get(contents)
    if (!end) {
      end = serveChannel(transport, response => {
        if (!contents.isDestroyed()) contents.send('response', response)
      })
      ends.set(contents, end)
      const forget = () => {
        ends.get(contents)?.close()
        ends.delete(contents)
      }
      contents.once('did-navigate', forget)
      contents.once('destroyed', forget)
    }
    end.hear(request).catch(console.error) // the page may go away while it is answered
  })
}

const pipelineFilters = [{ name: 'Patchbay', extensions: ['patchbay'] }]

/** Chooses a path in the system's dialog. Only macOS has one for a file or a folder, so elsewhere the window shows its own. */
export async function pickFile({ mode, name }: ParsedInput<'file.pick'>): Promise<CallOutput<'file.pick'>> {
  const [window] = BrowserWindow.getAllWindows()
  if (!window || (mode === 'pick' && process.platform !== 'darwin')) return null
  if (mode === 'save') return pickTarget(window, name)
  const { filePaths } = await dialog.showOpenDialog(
    window,
    mode === 'open'
      ? { properties: ['openFile'], filters: pipelineFilters }
      : { properties: ['openFile', 'openDirectory'] },
  )
  return filePaths[0] === undefined ? {} : { path: filePaths[0] }
}

/** Where the system does not add the ending, it has not asked about the file with it either: then it is shown once more. */
async function pickTarget(window: BrowserWindow, name: string | undefined): Promise<{ path?: string }> {
  const options = { filters: pipelineFilters, ...(name === undefined ? {} : { defaultPath: name }) }
  const { filePath } = await dialog.showSaveDialog(window, options)
  if (!filePath) return {}
  if (filePath.endsWith('.patchbay')) return { path: filePath }
  const path = `${filePath}.patchbay`
  return existsSync(path) ? pickTarget(window, path) : { path }
}
