import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { add, blockOf, draw, expect, inputOf, openExample, outputOf, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

const panel = (window: Page) => window.getByRole('region', { name: 'Preview', exact: true })
const xray = (window: Page, title: string) => panel(window).getByRole('table', { name: title })

async function look(window: Page, block: string) {
  await blockOf(window, block).click()
  await window.getByRole('button', { name: 'Preview output' }).click()
}

const inFigures = (window: Page) =>
  panel(window).getByRole('group', { name: 'Display' }).getByRole('button', { name: 'Table' }).click()

test('rows, tokens and batches are shown, each at its block', async ({ window }) => {
  await openExample(window, /Fill in masked words/)
  await look(window, 'Train/validation split')
  await expect(panel(window).getByRole('columnheader', { name: 'text' })).toBeVisible()
  await expect(panel(window).getByText(/Training: [\d,]+ · Validation: [\d,]+/)).toBeVisible()
  await expectAccessible(window)

  await blockOf(window, 'BPE tokenizer (byte-level)').click()
  await expect(panel(window).getByText('2,048 tokens in the vocabulary')).toBeVisible({ timeout: 30_000 })
  await expect(panel(window).getByRole('heading', { name: 'Row 1 ' })).toBeVisible()
  await expectAccessible(window)

  await blockOf(window, 'Masking collator (MLM)').click()
  await expect(panel(window).getByText(/of [\d,]+ positions count in the loss \([23]\d(\.\d)?%\)/)).toBeVisible({
    timeout: 30_000,
  })
  const drawn = panel(window).getByRole('figure', { name: /^Network input/ })
  await expect(drawn.getByRole('listitem').filter({ hasText: '▩<mask>' }).first()).toHaveText(/Target.+In the loss$/)
  await expectAccessible(window)
  await inFigures(window)
  const hidden = xray(window, 'Network input').getByRole('row', { name: /<mask> .+ yes ▩ masked$/ })
  await expect(hidden.first()).toBeVisible()
  await expectAccessible(window)

  await window.getByLabel(/^Wire from BPE tokenizer/).dispatchEvent('click')
  await expect(panel(window).getByRole('heading', { name: 'Row 1 ' })).toBeVisible({ timeout: 30_000 })
})

test('another seed hides other tokens, the trainer’s seed brings the first ones back, and another length is seen at once', async ({
  window,
}) => {
  await openExample(window, /Fill in masked words/)
  await look(window, 'Masking collator (MLM)')
  const table = xray(window, 'Network input')
  await inFigures(window)
  await expect(table).toBeVisible({ timeout: 30_000 })
  const first = await table.innerText()
  await panel(window).getByRole('button', { name: 'New seed' }).click()
  await expect.poll(() => table.innerText(), { timeout: 30_000 }).not.toBe(first)
  await panel(window).getByRole('button', { name: 'Use the trainer’s seed' }).click()
  await expect.poll(() => table.innerText(), { timeout: 30_000 }).toBe(first)
  await window.getByRole('textbox', { name: 'Length', exact: true }).fill('8')
  await expect(table.getByRole('row')).toHaveCount(1 + 8 + 2, { timeout: 30_000 })
})

test('an encoder’s input stands beside what the decoder reads and is to write', async ({ window }) => {
  await openExample(window, /Restore missing spans/i)
  await look(window, 'Span corruption collator (T5)')
  const drawn = panel(window).getByRole('figure', { name: /^Decoder input/ })
  await expect(drawn.locator('.strip-arrow').first()).toBeVisible({ timeout: 30_000 })
  await expectAccessible(window)
  await inFigures(window)
  await expect(xray(window, 'Encoder input')).toBeVisible({ timeout: 30_000 })
  const decoder = xray(window, 'Decoder input and target')
  await expect(decoder.getByRole('row', { name: /<extra_id_0> .+ yes$/ }).first()).toBeVisible()
  await expect(decoder.locator('.shift-arrow').first()).toBeVisible()
  await expectAccessible(window)
})

test('what is missing before a block is said with the block, by keyboard and in Chinese', async ({ window }) => {
  await window
    .getByRole('navigation', { name: 'Blocks' })
    .getByRole('button', { name: 'Causal LM collator (shift)' })
    .click()
  await window.keyboard.press('Alt+p')
  await expect(panel(window).getByRole('list', { name: 'Problems' })).toBeVisible()
  await expectAccessible(window)
  await window.getByRole('button', { name: 'Language', exact: true }).click()
  await window.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(window.getByRole('region', { name: '预览', exact: true })).toBeVisible()
  await expectAccessible(window)
  await window.getByRole('button', { name: '隐藏预览' }).click()
  await expect(window.getByRole('region', { name: '预览', exact: true })).toBeHidden()
})

test('a preview that takes long can be stopped and begun again, and another question takes its place', async ({
  window,
  home,
}) => {
  const path = join(home, 'slow.txt')
  const word = (i: number) => ((i * 2654435761) % 2 ** 32).toString(36)
  await writeFile(path, Array.from({ length: 350_000 }, (_, i) => word(i)).join(' '))
  await add(window, 'Text file or folder', 'Unigram tokenizer')
  const [file, tokenizer] = ['Text file or folder', 'Unigram tokenizer']
  await draw(window, outputOf(window, file, 'rows'), inputOf(window, tokenizer, 'rows'))
  await blockOf(window, file).click()
  await window.getByRole('textbox', { name: 'File or folder' }).fill(path)
  await blockOf(window, tokenizer).click()
  await window
    .getByRole('spinbutton', { name: 'Vocabulary size' })
    .or(window.getByLabel('Vocabulary size'))
    .first()
    .fill('100000')
  await window.getByRole('button', { name: 'Preview output' }).click()
  const stop = panel(window).getByRole('button', { name: 'Stop' })
  await expect(panel(window).getByText('Training the tokenizer')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(window)
  await stop.click()
  await expect(panel(window).getByText('Stopped.')).toBeVisible()
  await expect(stop).toBeHidden()
  await panel(window).getByRole('button', { name: 'Reload' }).click()
  await expect(stop).toBeVisible({ timeout: 30_000 })
  await blockOf(window, file).click()
  await expect(panel(window).getByText('Training: 1')).toBeVisible({ timeout: 30_000 })
  await expect(stop).toBeHidden()
})

for (const [name, theme] of [
  ['Dark', 'dark'],
  ['High contrast', 'contrast'],
] as const)
  test(`the X-ray is accessible in the theme “${name}”`, async ({ window }) => {
    await openExample(window, /Fill in masked words/)
    await window.getByRole('button', { name: 'Theme', exact: true }).click()
    await window.getByRole('menuitemradio', { name }).click()
    await look(window, 'Masking collator (MLM)')
    await expect(panel(window).getByRole('figure', { name: /^Network input/ })).toBeVisible({
      timeout: 30_000,
    })
    await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(window)
  })
