import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

test('a model is measured on what its run kept back, label by label, and on a file', async ({ window, home }) => {
  await openExample(window, /Classify sentiment \(text/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Training length' }).fill('3')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByRole('cell', { name: 'Done' })).toBeVisible({ timeout: 120_000 })

  await window.getByRole('tab', { name: 'Evaluate' }).click()
  await window.getByRole('spinbutton', { name: 'Maximum rows' }).fill('50')
  await window.getByRole('region', { name: 'Evaluate' }).getByRole('button', { name: 'Evaluate' }).click()
  const found = window.getByRole('region', { name: 'Evaluation' })
  await expect(found).toContainText(/50 of \d+ rows from the validation split of the run/, { timeout: 120_000 })
  await expect(found).toContainText(/accuracy\s*\d+(\.\d)?%/)
  await expect(found.getByRole('row', { name: /^negative \d+ \d+/ })).toBeVisible()
  await expectAccessible(window)

  const path = join(home, 'mine.tsv')
  await writeFile(
    path,
    Array.from({ length: 6 }, (_, i) => `${i % 2 ? 'positive' : 'negative'}\tText number ${i}.`).join('\n'),
  )
  await window.getByRole('textbox', { name: 'Use rows of a file' }).fill(path)
  await window.getByRole('region', { name: 'Evaluate' }).getByRole('button', { name: 'Evaluate' }).click()
  await expect(found).toContainText(/6 of 6 rows from the file/, { timeout: 120_000 })

  await window.getByRole('tab', { name: 'Curve' }).click()
  await window.getByRole('tab', { name: 'Evaluate' }).click()
  await expect(found).toBeVisible() // what was measured stays
})
