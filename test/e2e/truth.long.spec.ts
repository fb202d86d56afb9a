import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

test('a problem is shown on its block, with a button that solves it, and undo brings it back', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').click()
  await window.getByRole('textbox', { name: 'Context' }).fill('32')
  const fix = blockOf(window, 'Trainer').getByRole('button', { name: 'Set Context length to 64 tokens' })
  await expect(fix).toBeVisible()
  await expectAccessible(window)
  await fix.click()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await expect(fix).toBeHidden()
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(fix).toBeVisible()
})

test('each block says what it takes and gives: parameters, memory, tensors', async ({ window }) => {
  await openExample(window, /Generate text/)
  await expect(blockOf(window, 'GPT-2')).toContainText(
    /Parameters865\.4K.*Memory14 MiB.*Outputhidden states 1024 × 128/,
  )
  await expect(blockOf(window, 'Causal LM collator (shift)')).toContainText(/Outputids 16 × 64 · labels 1024/)
  await expect(blockOf(window, 'Causal language modelling (CLM)')).toContainText('logits 1024 × 2048')
})

test('while it trains, the trainer shows how far it is, where its loss goes, and what the model says', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Evaluate every' }).fill('5')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  const trainer = blockOf(window, 'Trainer')
  await expect(trainer.getByRole('progressbar', { name: /^Step \d+\/1,200$/ })).toBeVisible({ timeout: 120_000 })
  await expect(trainer.getByRole('img', { name: /^Training loss: \d\.\d\d → \d\.\d\d$/ })).toBeVisible({
    timeout: 60_000,
  })
  await expect(trainer.locator('.block-sample')).toHaveText(/\S/)
  await expectAccessible(window)
  await window.getByRole('button', { name: 'Stop', exact: true }).click()
})

test('a wire shows what flows in it, by keyboard and in passing', async ({ window }) => {
  await openExample(window, /Fill in masked words/)
  await blockOf(window, 'Masking collator (MLM)').click()
  await window.keyboard.press('o')
  const batches = window.getByRole('region', { name: /^Wire from Masking collator \(MLM\) to Trainer/ })
  await expect(batches).toBeFocused()
  await expect(batches.getByText(/positions count in the loss \(2\d(\.\d)?%\)/)).toBeVisible({ timeout: 60_000 })
  await expect(batches.getByText(/ids 16 × 66 int32/)).toBeVisible()
  await expect(batches.getByRole('listitem').first()).toBeVisible()
  await expectAccessible(window)
  await window.keyboard.press('Escape')
  await expect(batches).toBeHidden()

  await blockOf(window, 'ModernBERT').click()
  await window.keyboard.press('o')
  const network = window.getByRole('region', { name: /^Wire from ModernBERT to/ })
  await expect(network).toContainText(/Parameters699\.4K/)
  await network.getByRole('button', { name: 'Close' }).click()

  await blockOf(window, 'Train/validation split').click()
  await window.keyboard.press('o')
  const rows = window.getByRole('region', { name: /^Wire from Train\/validation split/ })
  await expect(rows.getByRole('columnheader', { name: 'text' })).toBeVisible({ timeout: 60_000 })
  await window.keyboard.press('o')
  await expect(rows).toBeHidden()
  await window.getByLabel(/^Wire from Train\/validation split/).hover({ force: true })
  await expect(rows.getByRole('columnheader', { name: 'text' })).toBeVisible({ timeout: 30_000 })
  await window.mouse.move(5, 5)
  await expect(rows).toBeHidden()
})
