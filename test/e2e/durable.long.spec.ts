import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, opened, startHost, stopHost, test, wires } from './window.ts'

const second = 1000
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the pipeline' })

async function saveAs(page: Page, folder: string) {
  await page.keyboard.press('Control+s')
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await page.getByRole('textbox', { name: 'Folder' }).press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Save|Replace)$/ })
    .click()
}

async function openFrom(page: Page, folder: string, file: string) {
  await page.keyboard.press('Control+o')
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await page.getByRole('textbox', { name: 'Folder' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: file }).click()
}

test('a window that opens slowly says nothing of an empty canvas, and takes no key before its graph is there', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  const held: (() => void)[] = []
  await window.routeWebSocket(/calls/, page => {
    const host = page.connectToServer()
    host.onMessage(message => held.push(() => page.send(message)))
  })
  await window.reload()
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await window.keyboard.press('/')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await expect(window.locator('.canvas-empty')).toHaveCount(0)
  const release = setInterval(() => held.splice(0).map(send => send()), 20)
  await expect(blockOf(window, 'GPT-2')).toBeVisible()
  await window.keyboard.press('/')
  await expect(window.getByRole('combobox')).toBeFocused()
  clearInterval(release)
})

test('when host and page are killed in the middle of editing, the graph and its undo come back exactly', async ({
  window,
  home,
  host,
  browser,
}) => {
  await openExample(window, /Generate text/)
  const joined = await wires(window).count()
  await blockOf(window, 'Train/validation split').locator('header').click()
  await window.keyboard.press('Control+b')
  await window.keyboard.press('Control+g')
  await window.keyboard.type('Data')
  await blockOf(window, 'GPT-2').locator('header').click()
  await window.keyboard.press('Control+Shift+e')
  await blockOf(window, 'AdamW').locator('header').click()
  await window.keyboard.press('Delete')
  await nameField(window).fill('Written just before the end')
  const edited = Date.now()
  await window.waitForTimeout(second)
  const late = Date.now() - edited
  const crash = new Promise(resolve => host.child.once('exit', resolve))
  host.child.kill('SIGKILL')
  await crash
  await window.close({ runBeforeUnload: false })
  expect(late).toBeLessThan(2 * second)

  const again = await startHost(home)
  const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(again.link)
  await expect(nameField(page)).toHaveValue('Written just before the end')
  await expect(blockOf(page, 'Train/validation split: Bypassed')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title of the group' })).toHaveValue('Data')
  await expect(blockOf(page, 'Sub-graph')).toBeVisible()
  await expect(blockOf(page, 'AdamW')).toHaveCount(0)

  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByRole('dialog', { name: 'History' }).getByRole('listitem')).toHaveText([
    'Name the pipeline Written just before the end',
    'Delete AdamW',
    'Make a sub-graph of GPT-2',
    'Rename a group to Data',
    'Group Train/validation split',
    'Bypass Train/validation split',
    'When opened',
  ])
  await page.getByRole('button', { name: 'When opened' }).click()
  await expect(wires(page)).toHaveCount(joined)
  await expect(blockOf(page, 'Train/validation split')).toBeVisible()
  await page.context().close()
  await stopHost(again)
})

test('a page that is killed half a second after an edit has lost nothing', async ({ window, context, host }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').locator('header').click()
  await window.keyboard.press('Control+d')
  await window.waitForTimeout(700)
  const devtools = await context.newCDPSession(window)
  const crash = window.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined) // the answer never comes
  await crash
  const page = await context.newPage()
  await page.goto(new URL('/', host.link).href)
  await expect(blockOf(page, 'Trainer')).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(blockOf(page, 'Trainer')).toHaveCount(1)
})

test('what was edited while the app was away is there when both come back', async ({ window, context, host, home }) => {
  await openExample(window, /Generate text/)
  await expect(window.getByText('All changes saved')).toBeVisible()
  const { port } = new URL(host.link)
  const crash = new Promise(resolve => host.child.once('exit', resolve))
  host.child.kill('SIGKILL')
  await crash
  await expect(window.getByText(/connection/i).first()).toBeVisible()
  await nameField(window).fill('Thought of while offline')
  await window.waitForTimeout(1500)
  await window.close()
  const again = await startHost(home, port)
  const page = await context.newPage()
  await page.goto(again.link)
  await expect(nameField(page)).toHaveValue('Thought of while offline')
  await stopHost(again)
})

test('two windows on one pipeline notice each other, and neither loses its work', async ({ window, context, host }) => {
  await openExample(window, /Generate text/)
  await expect(window.getByText('All changes saved')).toBeVisible()
  const other = await context.newPage()
  await other.goto(new URL('/', host.link).href)
  const named = { hasText: 'Generate text (CLM)' }
  const bar = (page: Page) => page.getByRole('status').filter(named)
  await expect(bar(other)).toContainText('open in another window')
  await expect(bar(window)).toContainText('open in another window')
  await expectAccessible(other)

  await blockOf(other, 'Trainer').locator('header').click()
  await other.keyboard.press('Delete')
  await expect(bar(window)).toContainText('was changed in another window')
  await blockOf(window, 'AdamW').locator('header').click()
  await window.keyboard.press('Delete')
  await expect(bar(window)).toContainText('is now a separate draft in this window')
  await expect(blockOf(window, 'Trainer')).toBeVisible()
  await expect(window.getByText('All changes saved')).toBeVisible()
  await expect(blockOf(other, 'AdamW')).toBeVisible()
  await other.close()
  await window.getByRole('button', { name: 'Templates' }).click()
  await expect(window.getByRole('dialog').getByRole('button', { name: /^Generate text \(CLM\)/ })).not.toHaveCount(1)
})

test('two windows can take each other’s state', async ({ window, context, host }) => {
  await openExample(window, /Generate text/)
  await expect(window.getByText('All changes saved')).toBeVisible()
  const other = await context.newPage()
  await other.goto(new URL('/', host.link).href)
  await blockOf(other, 'Trainer').locator('header').click()
  await other.keyboard.press('Delete')
  await window.getByRole('button', { name: 'Show the other version' }).click()
  await expect(blockOf(window, 'Trainer')).toHaveCount(0)
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(blockOf(window, 'Trainer')).toHaveCount(1)
})

test('two windows on one file are both told, and each can reload it or keep its own', async ({
  window,
  context,
  host,
  home,
}) => {
  const path = join(home, 'Shared.patchbay')
  await openExample(window, /Generate text/)
  await nameField(window).fill('Shared')
  await saveAs(window, home)
  await expect(window.getByText('Saved as Shared.patchbay.')).toBeVisible()
  const other = await context.newPage()
  await other.goto(new URL('/', host.link).href)
  await opened(other)
  await openFrom(other, home, 'Shared.patchbay')
  const bar = (page: Page) => page.getByRole('status').filter({ hasText: /^“Shared\.patchbay”/ })
  await expect(bar(other)).toContainText('is also open in another window')
  await expect(bar(window)).toContainText('is also open in another window')
  await expectAccessible(other)

  // the first saves, the second takes what was saved
  await nameField(window).fill('From the first')
  await window.keyboard.press('Control+s')
  await expect(bar(other)).toContainText('was changed outside this window')
  await expectAccessible(other)
  await bar(other).getByRole('button', { name: 'Reload' }).click()
  await expect(nameField(other)).toHaveValue('From the first')
  await expect(bar(other)).toContainText('is also open in another window')

  // the second saves, the first keeps its own: only then does saving replace the file
  await nameField(other).fill('From the second')
  await other.keyboard.press('Control+s')
  await expect(bar(window)).toContainText('was changed outside this window')
  await nameField(window).fill('Still mine')
  await window.keyboard.press('Control+s')
  await expect(window.getByText(/was changed after it was opened here/)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toContain('"From the second"')
  await bar(window).getByRole('button', { name: 'Keep my version' }).click()
  await expect(nameField(window)).toHaveValue('Still mine')
  await window.keyboard.press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"Still mine"')
  await expect(bar(other)).toContainText('was changed outside this window')
  await expect(nameField(other)).toHaveValue('From the second')

  // alone again, nothing is told
  await other.close()
  await expect(bar(window)).toHaveCount(0)
})

test('a file that changes under the window is noticed before saving: reload it, or keep mine', async ({
  window,
  home,
}) => {
  await openExample(window, /Generate text/)
  await nameField(window).fill('On disk')
  await saveAs(window, home)
  const path = join(home, 'On disk.patchbay')
  await expect(window.getByText('Saved as On disk.patchbay.')).toBeVisible()
  await nameField(window).fill('Mine')
  appendFileSync(path, ' ')
  await window.keyboard.press('Control+s')
  await expect(window.getByText(/was changed after it was opened here/)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toContain('"On disk"')
  const bar = window.getByRole('status').filter({ hasText: 'was changed outside this window' })
  await expect(bar).toContainText('On disk.patchbay')
  await expectAccessible(window)
  await bar.getByRole('button', { name: 'Keep my version' }).click()
  await expect(bar).toHaveCount(0)
  await window.keyboard.press('Control+s')
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"Mine"')

  await expect(window.getByText('All changes saved')).toHaveCount(0)
  await window.reload()
  await expect(nameField(window)).toHaveValue('Mine')
  appendFileSync(path, ' ')
  await expect(bar).toBeVisible()
  await nameField(window).fill('Not kept')
  await bar.getByRole('button', { name: 'Reload' }).click()
  await expect(nameField(window)).toHaveValue('Mine')
  await expect(bar).toHaveCount(0)
})
