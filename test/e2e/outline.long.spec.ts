import { blockOf, expect, expectAccessible, openExample, test, wires } from './window.ts'

test.describe.configure({ timeout: 180_000 })

test('the outline does what the canvas does, by keys alone', async ({ window }) => {
  await window.keyboard.press('Alt+t')
  const outline = window.getByRole('region', { name: 'Outline' })
  await expect(outline.getByText('There is no block yet.')).toBeVisible()
  await outline.getByRole('button', { name: 'Add a block' }).focus()
  await window.keyboard.press('Enter')
  await window.keyboard.type('sample text')
  await window.keyboard.press('Enter')
  const line = (name: string | RegExp) => outline.getByRole('treeitem', { name })
  await expect(line('Sample text')).toBeFocused()
  await window.keyboard.press('/')
  await window.keyboard.type('bytes')
  await window.keyboard.press('Shift+Enter')
  await expect(line(/^Tokenizer \(bytes\)/)).toBeFocused()
  await expect(line(/^Tokenizer \(bytes\)/)).toContainText('problem')

  // what is wrong is read line by line, a port is connected, the wire is cut
  await window.keyboard.press('ArrowRight')
  await window.keyboard.press('ArrowRight')
  await expect(outline.locator('.outline-problem').first()).toBeFocused()
  await window.keyboard.press('ArrowDown')
  await expect(line('Input: rows Not connected')).toBeFocused()
  await expectAccessible(window)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog', { name: 'Connect Input: rows to…' })).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(wires(window)).toHaveCount(1)
  await expect(line('Input: rows from Sample text')).toBeVisible()
  await line('Input: rows from Sample text').focus()
  await window.keyboard.press('Delete')
  await expect(wires(window)).toHaveCount(0)
  await expect(outline.locator(':focus')).toHaveCount(1)

  // rename, settings, delete, undo
  await line(/^Tokenizer \(bytes\)/).focus()
  await window.keyboard.press('F2')
  await window.keyboard.type('My bytes')
  await window.keyboard.press('Shift+F6')
  await window.keyboard.press('Shift+F6')
  await expect(line(/^My bytes/)).toBeFocused()
  await window.keyboard.press('Delete')
  await expect(blockOf(window, 'My bytes')).toHaveCount(0)
  await expect(outline.locator(':focus')).toHaveCount(1)
  await window.keyboard.press('Control+z')
  await expect(line(/^My bytes/)).toBeVisible()
})

test('the outline lists stages in the order data goes through them, and selecting is the same everywhere', async ({
  window,
}) => {
  await openExample(window, /causal/)
  await window.keyboard.press('Alt+t')
  const tree = window.getByRole('tree', { name: 'Outline' })
  const titles = await tree.locator('[aria-level="1"]').allInnerTexts()
  expect(titles.map(title => title.split(/\s/)[0])).toEqual([
    'Data',
    'Text',
    'Batches',
    'Networks',
    'Objectives',
    'Training',
  ])
  await expect(tree.locator('[aria-level="2"]').first()).toHaveAccessibleName('Sample text')
  await blockOf(window, 'GPT-2').click()
  await expect(tree.getByRole('treeitem', { name: 'GPT-2' })).toHaveAttribute('aria-selected', 'true')
  await tree.getByRole('treeitem', { name: 'Trainer' }).click()
  await expect(window.getByRole('complementary').getByRole('textbox', { name: 'Length' })).toBeVisible()
  await tree.getByRole('treeitem', { name: /^Data/ }).focus()
  await window.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem', { name: 'Sample text' })).toHaveCount(0)
  await window.keyboard.press('ArrowRight')
  await expect(tree.getByRole('treeitem', { name: 'Sample text' })).toBeVisible()
  for (const language of ['en', 'zh'])
    for (const theme of ['light', 'dark']) {
      await window.evaluate(
        ([l, t]) => {
          localStorage.setItem('language', l ?? '')
          localStorage.setItem('theme', t ?? '')
        },
        [language, theme],
      )
      await window.reload()
      await expect(window.getByRole('tree')).toBeVisible()
      await expectAccessible(window)
    }
})
