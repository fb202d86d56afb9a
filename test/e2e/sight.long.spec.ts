import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

const panel = (window: Page) => window.getByRole('region', { name: 'Preview', exact: true })
const proof = (window: Page) => panel(window).getByRole('region', { name: 'Leak test (no peeking at the target)' })

async function see(window: Page, block: string) {
  await blockOf(window, block).click()
  await window.getByRole('button', { name: 'Show the attention mask' }).click()
}

test('CLM sees the past, place by place, and the proof finds exactly 0', async ({ window }) => {
  await openExample(window, /Generate text/)
  await see(window, 'GPT-2')
  const grid = panel(window).getByRole('figure', { name: /^Self-attention/ })
  await expect(grid.getByRole('img', { name: /earlier positions/ })).toBeVisible({ timeout: 60_000 })
  const place = grid.getByRole('slider', { name: 'Query position' })
  await place.press('Home')
  await expect(grid.getByText(/^Position 1 “.+” can attend to positions 1\.?$/)).toBeVisible()
  await place.press('ArrowRight')
  await expect(grid.getByText(/^Position 2 “.+” can attend to positions 1 to 2\.?$/)).toBeVisible()
  await expectAccessible(window)

  await proof(window)
    .getByRole('slider', { name: /^Change tokens after position/ })
    .press('Home')
  await proof(window).getByRole('button', { name: 'Run leak test' }).click()
  await expect(proof(window).getByText(/the largest difference of any logit is exactly 0/)).toBeVisible({
    timeout: 60_000,
  })
  await expect(proof(window).getByRole('row', { name: /^1 \S+ 0 0 / })).toBeVisible()
  await expectAccessible(window)
})

test('MLM looks ahead; the view follows the language', async ({ window }) => {
  await openExample(window, /Fill in masked words/)
  await see(window, 'ModernBERT')
  await expect(
    panel(window).getByText('Every position attends to all positions, before and after it (bidirectional).'),
  ).toBeVisible({
    timeout: 60_000,
  })
  await proof(window).getByRole('button', { name: 'Run leak test' }).click()
  await expect(proof(window).getByText(/this model sees later tokens/)).toBeVisible({ timeout: 60_000 })
  await window.getByRole('button', { name: 'Language', exact: true }).click()
  await window.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(window.getByText(/该模型能看到后面的词元/)).toBeVisible()
  await expectAccessible(window)
})

test('an encoder-decoder shows its three ways of looking, and what is in the way is said', async ({ window }) => {
  await openExample(window, /Restore missing spans/i)
  await see(window, 'T5')
  for (const part of ['Encoder self-attention', 'Decoder self-attention', 'Cross-attention'])
    await expect(panel(window).getByRole('figure', { name: new RegExp(`^${part}`) })).toBeVisible({ timeout: 60_000 })
  await proof(window).getByLabel('Tokens to change').selectOption('the source')
  await proof(window).getByRole('button', { name: 'Run leak test' }).click()
  await expect(proof(window).getByText(/^The source changed/)).toBeVisible({ timeout: 60_000 })
  await expectAccessible(window)
  await window.getByRole('button', { name: 'New pipeline' }).click()
  await expect(panel(window).getByText('Shown when the pipeline is ready to run.')).toBeVisible()
})
