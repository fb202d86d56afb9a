import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

test('a tokenizer cuts what is typed, tells how it fits and shows its pieces', async ({ window }) => {
  await openExample(window, /Fill in masked words/)
  await blockOf(window, 'BPE tokenizer (byte-level)').click()
  await window.getByText('Tokenize a text').focus()
  await window.keyboard.press('Enter')
  const tokens = window.getByRole('list', { name: 'Tokens of the text' })
  await window.getByRole('textbox', { name: 'Enter text' }).fill('the whale 鲸')
  await expect(tokens.getByRole('listitem')).toHaveCount(6, { timeout: 60_000 })
  await expect(tokens.getByRole('listitem').nth(1)).toContainText('·whale')
  await expect(window.getByRole('row', { name: /^Tokens per word \d/ })).toBeVisible()
  await window.getByRole('searchbox', { name: 'Search the vocabulary' }).fill('whale')
  await expect(
    window.getByRole('region', { name: 'Vocabulary' }).getByRole('cell', { name: '·whale', exact: true }),
  ).toBeVisible({ timeout: 60_000 })
  await expectAccessible(window)
})
