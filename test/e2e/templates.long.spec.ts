import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, test, wires } from './window.ts'

test('a template is found by a word in either language, and opened by keyboard', async ({ window }) => {
  await window.keyboard.press('Control+e')
  const search = window.getByRole('searchbox', { name: 'Search templates' })
  await expect(search).toBeFocused()
  await expect(window.getByRole('dialog').getByRole('heading', { level: 3 })).toHaveCount(3)
  await search.fill('翻译')
  await expect(
    window.getByRole('dialog').getByRole('button', { name: /^Translate English to French \(T5\)/ }),
  ).toBeVisible()
  await expect(window.getByRole('dialog').getByRole('button', { name: /^Write on/ })).toHaveCount(0)
  await search.press('Enter')
  await expect(blockOf(window, 'Sample text pairs')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
})

test('arrow keys walk between the cards', async ({ window }) => {
  await window.keyboard.press('Control+e')
  const card = (name: RegExp) => window.getByRole('dialog').getByRole('button', { name })
  await card(/^Fill in masked words/).focus()
  await window.keyboard.press('ArrowRight')
  await expect(card(/^Classify sentiment \(text classification\)/)).toBeFocused()
  await window.keyboard.press('ArrowUp')
  await expect(card(/^Generate text/)).toBeFocused()
  await window.keyboard.press('ArrowDown')
  await expect(card(/^Fill in masked words/)).toBeFocused()
})

test('my own table takes the place of the sample data, and its columns are found', async ({ window, home }) => {
  const path = join(home, 'mails.csv')
  const rows = Array.from({ length: 200 }, (_, n) => `Message ${n} about a prize,${n % 2 ? 'spam' : 'good'}`)
  await writeFile(path, `message,category\n${rows.join('\n')}\n`)
  await window.keyboard.press('Control+e')
  await window.getByRole('button', { name: 'Use my file… Classify sentiment (text classification)' }).click()
  await expectAccessible(window)
  await window.getByRole('textbox', { name: 'Path to a file or folder' }).fill(path)
  await window.getByRole('button', { name: 'Use it' }).click()
  await expect(blockOf(window, 'CSV or TSV file')).toBeVisible()
  await expect(wires(window)).toHaveCount(8)
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
})

test('a file that cannot be learned from is refused in words, and the choice stays open', async ({ window, home }) => {
  await window.keyboard.press('Control+e')
  await window.getByRole('button', { name: 'Use my file… Generate text (CLM)' }).click()
  await window.getByRole('textbox', { name: 'Path to a file or folder' }).fill(join(home, 'patchbay.db-wal'))
  await window.getByRole('button', { name: 'Use it' }).click()
  await expect(window.getByText(/cannot be|is not a file type/).first()).toBeVisible()
  await window.getByRole('button', { name: 'Back to the templates' }).click()
  await expect(window.getByRole('dialog', { name: 'Templates' })).toBeVisible()
})
