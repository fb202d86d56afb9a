import { join } from 'node:path'
import { app } from 'electron'
import { serve } from '../core/rpc/serve.ts'
import { openApp } from './app.ts'
import { homeFolder } from './home-folder.ts'
import { lockDown, openWindow, pickFile } from './hosts/electron.ts'

/** The desktop window. Training runs elsewhere, in plain Node: Chromium's allocator would kill it here. */
const out = join(import.meta.dirname, '..')

if (app.requestSingleInstanceLock()) void main()
else app.quit()

async function main() {
  lockDown()
  await app.whenReady()
  const patchbay = openApp({ home: homeFolder(), out })
  const window = await openWindow(serve({ ...patchbay.service, 'file.pick': pickFile }), out)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault() // the runs are told to stop first
    closed = true
    void patchbay.close().finally(() => app.quit())
  })
  app.on('window-all-closed', () => app.quit())
}
