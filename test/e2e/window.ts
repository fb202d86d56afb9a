import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'

const program = join(import.meta.dirname, '../../out/main/cli.js')

export interface Host {
  /** The link to open now; each works once. */
  readonly link: string
  readonly home: string
  readonly child: ChildProcess
}

/** Starts the built web host with a home of its own. */
export async function startHost(home: string, port = '0'): Promise<Host> {
  const child = spawn(process.execPath, [program, 'serve', '--port', port, '--no-open'], {
    env: { ...process.env, PATCHBAY_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const link = await new Promise<string>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`startHost: the host ended with ${code}`)))
    child.stdout?.on('data', data => {
      const found = /http:\S+/.exec(String(data))?.[0]
      if (found) resolve(found)
    })
  })
  return { link, home, child }
}

export async function stopHost({ child }: Host): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** A page that shows a window of a host of its own. Anything the browser complains about fails the test. */
export const test = base.extend<{ home: string; host: Host; window: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'patchbay-e2e-'))
    await use(home)
    await rm(home, { recursive: true, force: true })
  },
  host: async ({ home }, use) => {
    const host = await startHost(home)
    await use(host)
    await stopHost(host)
  },
  window: async ({ page, host }, use) => {
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => {
      const hostGone = message.text().startsWith('WebSocket connection to')
      if (message.type() === 'error' && !hostGone) complaints.push(message.text())
    })
    await page.goto(host.link)
    await opened(page)
    await use(page)
    expect(complaints).toEqual([])
  },
})

export { expect }

/** Waits until a window that was opened or reloaded takes keys. */
export const opened = (page: Page) => expect(page.locator('.once-begun[aria-busy=false]')).toHaveCount(2)

export const blockOf = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true })
export const outputOf = (page: Page, block: string, port: string) =>
  blockOf(page, block).getByRole('button', { name: `Output: ${port}` })
export const inputOf = (page: Page, block: string, port: string) =>
  blockOf(page, block).getByRole('button', { name: `Input: ${port}` })
export const wires = (page: Page): Locator => page.locator('.react-flow__edge')

/** Draws a wire by mouse, from port to port. */
export async function draw(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [await middle(from), await middle(to)]
  await page.mouse.move(...a)
  await page.mouse.down()
  await page.mouse.move((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, { steps: 4 })
  await page.mouse.move(...b, { steps: 4 })
  await page.mouse.up()
}

export async function middle(of: Locator): Promise<[number, number]> {
  const box = await of.boundingBox()
  if (!box) throw new Error('middle: the port is not shown')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** Adds blocks from the list by name, and lays them out so that none hides another. */
export async function add(page: Page, ...names: string[]): Promise<void> {
  for (const name of names)
    await page.getByRole('navigation', { name: 'Blocks' }).getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Tidy up' }).click()
  await page.waitForTimeout(400) // the view glides to its new place
}

export async function openExample(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Templates', exact: true }).click()
  await page.getByRole('dialog').locator('.template-open').filter({ hasText: name }).click()
  await expect(page.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await page.waitForTimeout(400) // the view glides to its new place
}
