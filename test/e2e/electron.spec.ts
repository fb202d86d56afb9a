import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { electronBinary } from '../../main/hosts/electron-binary.ts'
import { add, blockOf, expect, openExample, opened, test } from './window.ts'

const root = join(import.meta.dirname, '../..')

test('the desktop window opens, edits and restores a graph, behind the same rules (Electron’s double)', async () => {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-electron-'))
  const port = await freePort()
  const child = startDesktop(home, port)
  const browser = await attach(port)
  try {
    const page = await windowOf(browser)
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await openExample(page, /Generate text/)
    await add(page, 'T5')
    await expect(page.getByText('All changes saved')).toBeVisible()
    await page.reload()
    await expect(blockOf(page, 'T5')).toBeVisible()
    expect(complaints).toEqual([])

    const reached = await page.evaluate(() => [
      Object.keys((globalThis as unknown as { patchbay: object }).patchbay),
      'require' in globalThis,
    ])
    expect(reached).toEqual([['call', 'pathOf', 'listen'], false])
    await expect(page.evaluate(() => fetch('https://example.com'))).rejects.toThrow()
    expect(complaints.join()).toContain('Content Security Policy')
  } finally {
    await browser.close()
    await ended(child)
    await rm(home, { recursive: true, force: true })
  }
})

test('files dropped on the canvas become the blocks that read them (Electron’s double)', async () => {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-electron-'))
  const path = join(home, 'reviews.csv')
  await writeFile(path, 'id,body,verdict\n1,a good long text,pos\n2,a bad long text,neg\n3,another one,pos\n')
  const port = await freePort()
  const child = startDesktop(home, port)
  const browser = await attach(port)
  try {
    const page = await windowOf(browser)
    const notes = join(home, 'notes.txt')
    await writeFile(notes, 'One note.\n\nAnother note.\n')
    const paths = { 'notes.txt': notes, 'reviews.csv': path }
    await page.getByRole('region', { name: 'Canvas' }).evaluate((canvas, paths) => {
      Object.assign(globalThis, { droppedPaths: paths })
      const dataTransfer = new DataTransfer()
      for (const name of Object.keys(paths)) dataTransfer.items.add(new File(['x'], name))
      canvas.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, clientX: 500, clientY: 200 }))
    }, paths)
    await expect(blockOf(page, 'Text file or folder')).toBeVisible()
    await blockOf(page, 'CSV or TSV file').click()
    await expect(page.getByLabel('File or folder', { exact: true })).toHaveValue(path)
    await page.getByText('Advanced').click()
    await page.getByLabel('Label column', { exact: true }).selectOption('verdict')
    await expect(page.getByLabel('Text column', { exact: true })).toContainText('body')
  } finally {
    await browser.close()
    await ended(child)
    await rm(home, { recursive: true, force: true })
  }
})

test('a pipeline is opened and saved in the dialog of the system (Electron’s double)', async () => {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-electron-'))
  const port = await freePort()
  const child = startDesktop(home, port)
  const browser = await attach(port)
  try {
    const page = await windowOf(browser)
    const choose = (path: string) => page.evaluate(pickedPath => void Object.assign(globalThis, { pickedPath }), path)
    await choose(join(root, 'examples/clm.patchbay'))
    await page.keyboard.press('Control+o')
    await expect(page.getByRole('region', { name: 'Canvas' })).toContainText('Trainer')
    await choose(join(home, 'mine')) // without the ending, as GTK gives it
    await page.keyboard.press('Control+Shift+s')
    await expect(page.getByText('Saved as mine.patchbay.').first()).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  } finally {
    await browser.close()
    await ended(child)
    await rm(home, { recursive: true, force: true })
  }
})

test('the real Electron opens the window', async () => {
  const binary = electronBinary()
  test.skip(binary === undefined, 'Electron’s program is not downloaded here')
  const { _electron } = await import('@playwright/test')
  const home = await mkdtemp(join(tmpdir(), 'patchbay-electron-'))
  const electron = await _electron.launch({
    ...(binary ? { executablePath: binary } : {}),
    args: [root],
    env: { ...process.env, PATCHBAY_HOME: home } as Record<string, string>,
  })
  await openExample(await electron.firstWindow(), /causal/)
  await electron.close()
})

/** `patchbay app`, which takes the double for Electron. */
const startDesktop = (home: string, port: number): ChildProcess =>
  spawn(process.execPath, [join(root, 'out/main/cli.js'), 'app'], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATCHBAY_HOME: home,
      ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/electron-double'),
      ELECTRON_DOUBLE_PORT: String(port),
    },
  })

async function attach(port: number): Promise<Browser> {
  for (let tries = 0; ; tries++) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    } catch (error) {
      if (tries > 60) throw error
      await new Promise(resolve => setTimeout(resolve, 250)) // Chromium is still starting
    }
  }
}

async function windowOf(browser: Browser): Promise<Page> {
  let page: Page | undefined
  await expect(() => {
    page = browser
      .contexts()[0]
      ?.pages()
      .find(p => p.url().includes('patchbay'))
    expect(page).toBeDefined()
  }).toPass()
  if (!page) throw new Error('windowOf: there is no window')
  await page.waitForLoadState()
  await opened(page) // an event that is sent by hand does not wait for that
  return page
}

async function ended(child: ChildProcess): Promise<void> {
  const end = new Promise(resolve => child.once('exit', resolve))
  if (child.exitCode === null) child.kill('SIGTERM')
  await end
}

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
