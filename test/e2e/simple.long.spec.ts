import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test, wires } from './window.ts'

test('the simple view edits the same graph, with the same undo, and the choice is kept', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.getByRole('radio', { name: 'Simple' }).check()
  const form = window.getByRole('main', { name: 'Simple' })
  const stages = form.getByRole('region')
  await expect(stages.getByRole('heading', { level: 2 })).toHaveText([
    /Data/,
    /Tokenizer/,
    /Collator/,
    /Architecture/,
    /Objective/,
    /Training/,
  ])
  await expectAccessible(window)

  const trainer = form.getByRole('article', { name: 'Trainer' })
  await trainer.getByRole('textbox', { name: 'Training length' }).fill('77')
  await expect(window.getByText('All changes saved')).toBeVisible()
  await window.reload()
  await expect(trainer.getByRole('textbox', { name: 'Training length' })).toHaveValue('77')
  await window.keyboard.press('Alt+v')
  await expect(blockOf(window, 'Trainer')).toContainText('77')
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Training length' }).fill('78')
  await window.getByRole('radio', { name: 'Simple' }).check()
  await window.keyboard.press('Control+z')
  await expect(trainer.getByRole('textbox', { name: 'Training length' })).toHaveValue('77')
})

test('a problem stands where it arises, and the list beside the form leads there', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+v')
  const network = window.getByRole('article', { name: 'GPT-2' })
  await expect(network.getByRole('textbox', { name: 'Heads' })).toBeHidden()
  await network.getByText(/more settings/).click()
  await network.getByRole('textbox', { name: 'Heads' }).fill('5')
  await expect(network.locator('.param-problem')).toBeVisible()
  await expect(
    window.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: /Architecture/ }),
  ).toContainText('1 problem')
  await window.getByRole('complementary').getByRole('button', { name: 'Show' }).first().click()
  await expect(network).toBeFocused()
})

test('another network takes the place of the one that is there, as one action', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+v')
  await window.getByRole('combobox', { name: 'Replace GPT-2 with another block' }).selectOption('LLaMA')
  await expect(window.getByRole('article', { name: 'LLaMA' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.keyboard.press('Alt+v')
  await expect(wires(window)).toHaveCount(8)
  await window.keyboard.press('Control+z')
  await expect(blockOf(window, 'GPT-2')).toBeVisible()
})

test('what is added in the form is joined to what is there', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+v')
  await window.getByRole('button', { name: 'Delete: GPT-2' }).click()
  await expect(window.getByRole('button', { name: /setting missing|problem/ }).first()).toBeVisible()
  await window.getByRole('button', { name: 'Add to: Architecture' }).click()
  await window.getByRole('menuitem', { name: 'LLaMA' }).click()
  await expect(window.getByRole('article', { name: 'LLaMA' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.keyboard.press('Alt+v')
  await expect(wires(window)).toHaveCount(8)
})

/** Chooses a file in the window's own dialog, as a person does. */
async function chooseFile(window: Page, folder: string, name: string): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Choose a file or folder' })
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await dialog.getByRole('button', { name: 'Go' }).click()
  await dialog.getByRole('button', { name }).click()
  await expect(dialog).toBeHidden()
}

test('my own file takes the place of the sample text in the form, and Run trains on it', async ({ window, home }) => {
  test.setTimeout(120_000)
  const lines = Array.from({ length: 2000 }, (_, n) => `The whale number ${n} rose from the sea.`)
  await writeFile(join(home, 'whales.txt'), lines.join('\n'))
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+v')
  await window.getByRole('article', { name: 'Sample text' }).getByRole('button', { name: 'Use my file…' }).click()
  await chooseFile(window, home, 'whales.txt')
  const source = window.getByRole('article', { name: 'Text file or folder' })
  await expect(source.getByRole('textbox', { name: 'File or folder' })).toHaveValue(join(home, 'whales.txt'))
  await window.getByRole('article', { name: 'Trainer' }).getByRole('textbox', { name: 'Training length' }).fill('3')
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByRole('cell', { name: 'Done' })).toBeVisible({ timeout: 90_000 })
  await expect(window.getByRole('img', { name: /Training loss \d/ })).toBeVisible()
  await expect(window.getByRole('article', { name: 'Trainer' })).toBeVisible()
})

test('in place of sample pairs, lines with a tab are read as pairs, and a table as one of pairs', async ({
  window,
  home,
}) => {
  const pairs = Array.from({ length: 400 }, (_, n) => `Good morning number ${n}\tBonjour numéro ${n}`)
  await writeFile(join(home, 'phrases.txt'), ['My phrases', ...pairs].join('\n')) // no table: a line without tabs
  await writeFile(join(home, 'phrases.csv'), ['english,french', ...pairs.map(p => p.replace('\t', ','))].join('\n'))
  await openExample(window, /Translate English to French \(T5\)/)
  await window.keyboard.press('Alt+v')
  await window.getByRole('article', { name: 'Sample text pairs' }).getByRole('button', { name: 'Use my file…' }).click()
  await chooseFile(window, home, 'phrases.txt')
  const lines = window.getByRole('article', { name: 'Text pairs file' })
  await expect(lines).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await lines.getByRole('button', { name: 'Use my file…' }).click()
  await chooseFile(window, home, 'phrases.csv')
  await expect(window.getByRole('article', { name: 'CSV or TSV file' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.keyboard.press('Control+z')
  await expect(lines).toBeVisible()
})
