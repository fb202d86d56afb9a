import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test, wires } from './window.ts'

const titles = (page: Page) => page.locator('.block h3')
const choose = async (page: Page, ...names: string[]) => {
  for (const [i, name] of names.entries())
    await blockOf(page, name)
      .locator('header')
      .click(i > 0 ? { modifiers: ['Control'] } : {})
}
const tokenizer = 'BPE tokenizer (byte-level)'

test('blocks are grouped under a title, and the frame takes them along', async ({ window }) => {
  await openExample(window, /Generate text/)
  await choose(window, 'Sample text', 'Train/validation split')
  await window.keyboard.press('Control+g')
  const title = window.getByRole('textbox', { name: 'Title of the group' })
  await expect(title).toBeFocused()
  await window.keyboard.type('Where the text comes from')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('region', { name: 'Group: Where the text comes from' })).toBeVisible()
  await expectAccessible(window)

  const before = await blockOf(window, 'Sample text').boundingBox()
  const head = await window.locator('.frame-head').boundingBox()
  if (!before || !head) throw new Error('nothing is shown')
  await window.mouse.move(head.x + head.width * 0.8, head.y + 10)
  await window.mouse.down()
  await window.mouse.move(head.x + head.width * 0.8 + 30, head.y + 70, { steps: 6 })
  await window.mouse.up()
  const after = await blockOf(window, 'Sample text').boundingBox()
  expect(after?.y).toBeGreaterThan(before.y + 30)
  await blockOf(window, tokenizer).locator('header').click()
  await window.keyboard.press('Control+z')
  const glides = async () => (await blockOf(window, 'Sample text').boundingBox())?.y
  await expect.poll(glides).toBeCloseTo(before.y, -1)
  await window.getByRole('button', { name: 'Ungroup Where the text comes from' }).click()
  await expect(title).toHaveCount(0)
})

test('a note is written, moved and deleted, and comes back', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').focus()
  await window.keyboard.press('n')
  await expect(window.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await window.keyboard.type('Try more steps')
  await window.keyboard.press('Escape')
  await expectAccessible(window)
  await window.getByRole('button', { name: 'Delete the note' }).click()
  await expect(window.getByRole('textbox', { name: 'Note' })).toHaveCount(0)
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(window.getByRole('textbox', { name: 'Note' })).toHaveValue('Try more steps')
})

test('a part becomes a sub-graph, opens, and is left again; the pipeline stays ready to run', async ({ window }) => {
  await openExample(window, /Generate text/)
  const drawn = await titles(window).count()
  const joined = await wires(window).count()
  await choose(window, 'Train/validation split', tokenizer)
  await window.keyboard.press('Control+Shift+e')
  await expect(titles(window)).toHaveCount(drawn - 1)
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await expectAccessible(window)

  await window.keyboard.press('Alt+Enter')
  await expect(titles(window)).toHaveCount(2)
  const trail = window.getByRole('navigation', { name: 'Current location' })
  await expect(trail).toContainText('Sub-graph')
  await blockOf(window, tokenizer).locator('header').click()
  const size = window.getByRole('textbox', { name: 'Vocabulary size' })
  await size.fill('300')
  await window.getByRole('button', { name: 'Show “Vocabulary size” on the sub-graph' }).click()
  await expectAccessible(window)

  await blockOf(window, tokenizer).focus()
  await window.keyboard.press('Escape')
  await window.keyboard.press('Escape')
  await expect(titles(window)).toHaveCount(drawn - 1)
  await expect(size).toHaveValue('300')
  await size.fill('1')
  await expect(blockOf(window, 'Sub-graph').locator('.block-problem')).toBeVisible()
  await size.fill('400')
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()

  await window.getByRole('button', { name: 'More' }).click()
  await window.getByRole('menuitem', { name: 'Ungroup the sub-graph' }).click()
  await expect(titles(window)).toHaveCount(drawn)
  await expect(wires(window)).toHaveCount(joined)
})

test('a muted block is out of the pipeline, and it is said what others miss', async ({ window }) => {
  await openExample(window, /Generate text/)
  await choose(window, 'Train/validation split')
  await window.keyboard.press('Control+b')
  await expect(window.getByText('Bypassed. No later block is affected.')).toBeVisible()
  await expect(blockOf(window, 'Train/validation split: Bypassed')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()

  await choose(window, tokenizer)
  await window.keyboard.press('Control+m')
  await expect(window.getByText(/^Muted\. “.+” gets no tokens, and 1 block after it cannot work\.$/)).toBeVisible()
  await expect(blockOf(window, `${tokenizer}: Muted`)).toBeVisible()
  await expect(window.locator('.block-problem', { hasText: 'is muted' })).toBeVisible()
  await expectAccessible(window)
  await window.keyboard.press('Control+m')
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
})

test('blocks are drawn small and held in place by keys, and pinned blocks stay when all is tidied', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await choose(window, 'Trainer')
  const tall = (await blockOf(window, 'Trainer').boundingBox())?.height ?? 0
  await window.keyboard.press('Alt+c')
  await expect(blockOf(window, 'Trainer: collapsed')).toBeVisible()
  expect((await blockOf(window, 'Trainer: collapsed').boundingBox())?.height).toBeLessThan(tall / 2)
  await expect(wires(window).first()).toBeVisible()
  await window.keyboard.press('p')
  const pinned = blockOf(window, 'Trainer: Pinned, collapsed')
  await expect(pinned).toBeVisible()
  await expectAccessible(window)
  const place = () => pinned.evaluate(node => getComputedStyle(node).transform)
  const before = await place()
  await window.keyboard.press('Control+ArrowDown')
  await window.keyboard.press('Shift+A')
  await window.waitForTimeout(400)
  expect(await place()).toBe(before)
})

test('deleting a block joins the wire through it', async ({ window }) => {
  await openExample(window, /Generate text/)
  const joined = await wires(window).count()
  await choose(window, 'Train/validation split')
  await window.keyboard.press('Delete')
  await expect(wires(window)).toHaveCount(joined - 1)
  await expect(window.getByRole('group', { name: `Wire from Sample text to ${tokenizer}` })).toHaveCount(1)
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
})

test('all that was done is listed, and a click goes back to any line of it', async ({ window }) => {
  await openExample(window, /Generate text/)
  await choose(window, 'Train/validation split')
  await window.keyboard.press('Control+b')
  await window.keyboard.press('Control+d')
  await window.keyboard.press('Alt+h')
  const list = window.getByRole('dialog', { name: 'History' })
  const lines = list.getByRole('listitem')
  await expect(lines).toHaveText(['Duplicate Train/validation split', 'Bypass Train/validation split', 'When opened'])
  await expectAccessible(window)
  await list.getByRole('button', { name: 'When opened' }).click()
  await expect(blockOf(window, 'Train/validation split')).toHaveCount(1)
  await list.getByRole('button', { name: 'Duplicate Train/validation split' }).click()
  await expect(blockOf(window, 'Train/validation split: Bypassed')).toHaveCount(2)
})

test('blocks are lined up and spaced evenly', async ({ window }) => {
  await openExample(window, /Generate text/)
  await choose(window, 'Sample text', 'Train/validation split', tokenizer, 'AdamW')
  await window.getByRole('button', { name: 'More' }).click()
  await window.getByRole('menuitem', { name: 'Align left edges' }).click()
  const lefts = await Promise.all(
    ['Sample text', 'Train/validation split', tokenizer, 'AdamW'].map(
      async n => (await blockOf(window, n).boundingBox())?.x,
    ),
  )
  expect(new Set(lefts.map(x => Math.round(x ?? 0))).size).toBe(1)
})

test('[ and ] select all that feeds a block, and all that it feeds', async ({ window }) => {
  await openExample(window, /Generate text/)
  await choose(window, tokenizer)
  await window.keyboard.press('[')
  await expect(window.getByRole('heading', { name: '3 blocks selected' })).toBeVisible()
  await window.keyboard.press('Escape')
  await choose(window, tokenizer)
  await window.keyboard.press(']')
  await expect(window.getByRole('heading', { name: '3 blocks selected' })).toBeVisible()
  await expect(blockOf(window, 'Trainer')).toHaveClass(/selected/)
})
