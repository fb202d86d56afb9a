import type { Page } from '@playwright/test'
import { blockOf, expect, openExample, test, wires } from './window.ts'

const paste = (page: Page, words: string) =>
  page.evaluate(text => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, words)

test('blocks are copied and pasted, with their wires, and on demand with those that come in', async ({ window }) => {
  await openExample(window, /Generate text/)
  const joined = await wires(window).count()
  await blockOf(window, 'Train/validation split').locator('header').click()
  await window.keyboard.press('Control+c')
  await window.keyboard.press('Control+v')
  await expect(blockOf(window, 'Train/validation split')).toHaveCount(2)
  await expect(wires(window)).toHaveCount(joined)
  await window.keyboard.press('Control+Shift+v')
  await expect(blockOf(window, 'Train/validation split')).toHaveCount(3)
  await expect(wires(window)).toHaveCount(joined + 1)
  await window.keyboard.press('Control+z')
  await window.keyboard.press('Control+x')
})

test('what is copied in one window is pasted in another, as the text of a pipeline file', async ({
  window,
  host,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').locator('header').click()
  await window.keyboard.press('Control+x')
  await expect(blockOf(window, 'GPT-2')).toHaveCount(0)
  const words = await window.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(words)).toMatchObject({ format: 'patchbay/1', blocks: [{ type: 'gpt2' }] })
  const other = await context.newPage()
  await other.goto(new URL('/', host.link).href)
  await expect(blockOf(other, 'Trainer')).toBeVisible()
  await other.getByRole('button', { name: 'New pipeline' }).click()
  await expect(other.getByRole('heading', { name: 'Start a pipeline' })).toBeVisible()
  await other.keyboard.press('Control+v')
  await expect(blockOf(other, 'GPT-2')).toBeVisible()
})

test('a text that is no pipeline is refused kindly, and a whole pipeline opens on an empty canvas', async ({
  window,
}) => {
  await paste(window, 'Dear diary')
  await expect(window.getByText('The clipboard contains no blocks.')).toBeVisible()
  const file = { format: 'patchbay/1', name: 'From a mail', blocks: [{ id: 'x', type: 'trainer', at: [0, 0] }] }
  await paste(window, JSON.stringify(file))
  await expect(window.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('From a mail')
  await expect(blockOf(window, 'Trainer')).toBeVisible()
})

test('text that is selected is copied as text, though a block is selected', async ({ window, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').locator('header').click()
  await window.getByRole('complementary', { name: 'Inspector' }).locator('.block-help').click({ clickCount: 3 })
  await window.keyboard.press('Control+c')
  expect(await window.evaluate(() => navigator.clipboard.readText())).toMatch(/^[A-Z][^{}]+\.\s*$/)
  await window.getByRole('textbox', { name: 'Name of the block' }).fill('Mine')
  await window.keyboard.press('Control+a')
  await window.keyboard.press('Control+x')
  await expect(window.getByRole('textbox', { name: 'Name of the block' })).toHaveValue('')
  await expect(blockOf(window, 'GPT-2')).toBeVisible()
})
