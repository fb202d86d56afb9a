import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

test('the objective is switched in one action, which says first what it changes, and undone in one', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+o')
  const dialog = window.getByRole('dialog', { name: 'Switch the training objective' })
  await dialog.getByRole('radio', { name: /^MLM \(masked\)/ }).check()
  const changes = dialog.getByRole('region', { name: 'Changes' })
  await expect(changes.getByText('GPT-2 → BERT')).toBeVisible({ timeout: 30_000 })
  await expect(changes.getByText('Kept: Width 128, Layers 3, Attention heads 4')).toBeVisible()
  await expect(changes.getByText('Changed: Context length 64 tokens → 66 tokens')).toBeVisible()
  await expect(changes.getByText('Causal LM collator (shift) → Masking collator (MLM)')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Unchanged' })).toContainText('BPE tokenizer (byte-level)')
  await expectAccessible(window)
  await dialog.getByRole('button', { name: 'Switch to MLM (masked)' }).click()
  await expect(blockOf(window, 'BERT')).toBeVisible()
  await expect(blockOf(window, 'Masking collator (MLM)')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.keyboard.press('Control+z')
  await expect(blockOf(window, 'GPT-2')).toBeVisible()
  await expect(blockOf(window, 'Causal LM collator (shift)')).toBeVisible()
})

test('all three are queued as a fair comparison; the queue survives a reload, and can be reordered', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await window.getByRole('button', { name: 'Ready to run' }).click()
  await window.getByRole('button', { name: 'Compare all three objectives' }).click()
  const dialog = window.getByRole('dialog', { name: 'Compare all three objectives' })
  await expect(dialog.getByText('Every run sees the same number of text tokens.')).toBeVisible({
    timeout: 30_000,
  })
  await expect(dialog.getByRole('row', { name: /^Seq2Seq T5/ })).toBeVisible()
  await expectAccessible(window)
  await dialog.getByRole('button', { name: 'Queue 3 runs' }).click()
  const queue = window.getByRole('region', { name: 'Run queue' })
  await expect(queue.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 }) // the first one trains
  await expect(window.getByRole('checkbox', { name: /Select .*CLM.* for comparison/ })).toBeChecked({
    timeout: 30_000,
  })
  await window.reload()
  await expect(queue.getByRole('listitem')).toHaveText([/MLM/, /Seq2Seq/])
  await queue.getByRole('button', { name: /Move .*Seq2Seq up/ }).click()
  await expect(queue.getByRole('listitem')).toHaveText([/Seq2Seq/, /MLM/])
  await expectAccessible(window)
  await queue.getByRole('button', { name: 'Pause' }).click()
  await expect(queue.getByText('The queue is paused')).toBeVisible()
  await queue.getByRole('button', { name: /Remove .*MLM.* from the queue/ }).click()
  await queue.getByRole('button', { name: /Remove .*Seq2Seq from the queue/ }).click()
  await expect(queue).toBeHidden()
  await window.getByRole('button', { name: 'Stop', exact: true }).click()
})
