import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, opened, test, wires } from './window.ts'

test.describe.configure({ timeout: 180_000 })

test('the outline does what the canvas does, by keys alone', async ({ window }) => {
  await window.keyboard.press('Alt+t')
  const outline = window.getByRole('region', { name: 'Outline' })
  await expect(outline.getByText('No blocks yet.')).toBeVisible()
  await outline.getByRole('button', { name: 'Add a block' }).focus()
  await window.keyboard.press('Enter')
  await window.keyboard.type('sample text')
  await window.keyboard.press('Enter')
  const line = (name: string | RegExp) => outline.getByRole('treeitem', { name })
  await expect(line('Sample text')).toBeFocused()
  await window.keyboard.press('/')
  await window.keyboard.type('bytes')
  await window.keyboard.press('Shift+Enter')
  await expect(line(/^Byte tokenizer/)).toBeFocused()
  await expect(line(/^Byte tokenizer/)).toContainText('1 setting missing')

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
  await line(/^Byte tokenizer/).focus()
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
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+t')
  const tree = window.getByRole('tree', { name: 'Outline' })
  const titles = await tree.locator('[aria-level="1"]').allInnerTexts()
  expect(titles.map(title => title.replace(/\s*[\d·].*$/s, ''))).toEqual([
    'Data',
    'Tokenizers',
    'Data collators',
    'Architectures',
    'Training objectives',
    'Training',
  ])
  await expect(tree.locator('[aria-level="2"]').first()).toHaveAccessibleName('Sample text')
  await blockOf(window, 'GPT-2').click()
  await expect(tree.getByRole('treeitem', { name: 'GPT-2' })).toHaveAttribute('aria-selected', 'true')
  await tree.getByRole('treeitem', { name: 'Trainer' }).click()
  await expect(window.getByRole('complementary').getByRole('textbox', { name: 'Training length' })).toBeVisible()
  await tree.getByRole('treeitem', { name: /^Data\b(?! collators)/ }).focus()
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
      await opened(window)
      await expect(window.getByRole('tree')).toBeVisible()
      await expectAccessible(window)
    }
})

test('groups and notes are reached, edited and deleted in the outline, by keys alone', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Sample text').locator('header').click()
  await blockOf(window, 'Train/validation split')
    .locator('header')
    .click({ modifiers: ['Control'] })
  await window.keyboard.press('Control+g')
  await window.keyboard.type('Data')
  await window.keyboard.press('Enter')
  await window.keyboard.press('n')
  await expect(window.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await window.keyboard.type('Look here')
  await window.keyboard.press('Escape')
  await window.keyboard.press('Alt+t')
  const tree = window.getByRole('tree', { name: 'Outline' })
  const line = (name: string | RegExp) => tree.getByRole('treeitem', { name, exact: true })
  const frame = (title: string) => window.getByRole('region', { name: `Group: ${title}`, exact: true })

  // the end of the outline: the group with its blocks, then the note
  await tree.locator('[tabindex="0"]').focus()
  await window.keyboard.press('End')
  await expect(line('Note: Look here')).toBeFocused()
  await expect(line('Note: Look here')).toHaveAttribute('aria-level', '1')
  await window.keyboard.press('ArrowUp')
  await window.keyboard.press('ArrowUp')
  await expect(tree.locator(':focus')).toHaveAccessibleName('Sample text')
  await expect(tree.locator(':focus')).toHaveAttribute('aria-level', '2')
  await window.keyboard.press('ArrowLeft')
  await expect(line('Group: Data 2')).toBeFocused()
  await expect(line('Group: Data 2')).toHaveAttribute('aria-selected', 'true')
  await expect(line('Train/validation split')).toHaveCount(2)
  await window.keyboard.press('ArrowLeft')
  await expect(line('Train/validation split')).toHaveCount(1)
  await window.keyboard.press('ArrowRight')
  await expect(line('Train/validation split')).toHaveCount(2)

  // a title and a text are changed where they are read, each in one step
  await window.keyboard.press('Enter')
  await expect(tree.getByRole('textbox', { name: 'Title of the group' })).toBeFocused()
  await expectAccessible(window)
  await window.keyboard.type('Texts')
  await window.keyboard.press('Enter')
  await expect(line('Group: Texts 2')).toBeFocused()
  await expect(frame('Texts')).toBeVisible()
  await window.keyboard.press('End')
  await window.keyboard.press('F2')
  await window.keyboard.type(' and there')
  await expectAccessible(window)
  await window.keyboard.press('Escape')
  await expect(line('Note: Look here and there')).toBeFocused()
  await expect(window.locator('.canvas').getByRole('textbox', { name: 'Note' })).toHaveValue('Look here and there')
  await window.keyboard.press('Control+z')
  await expect(line('Note: Look here')).toBeFocused()
  await window.keyboard.press('Control+z')
  await expect(frame('Data')).toBeVisible()

  // deleting a note takes it away; deleting a group takes its frame and leaves its blocks; undo brings both back
  await window.keyboard.press('Delete')
  await expect(line('Note: Look here')).toHaveCount(0)
  await expect(window.locator('.note')).toHaveCount(0)
  await expect(tree.locator(':focus')).toHaveCount(1)
  await line('Group: Data 2').focus()
  await window.keyboard.press('Delete')
  await expect(frame('Data')).toHaveCount(0)
  await expect(blockOf(window, 'Sample text')).toBeVisible()
  await expect(tree.locator(':focus')).toHaveCount(1)
  await window.keyboard.press('Control+z')
  await window.keyboard.press('Control+z')
  await expect(line('Group: Data 2')).toBeVisible()
  await expect(line('Note: Look here')).toBeVisible()

  // the buttons do the same, and a line in a group stands for its block
  await line('Group: Data 2').focus()
  await window.getByRole('region', { name: 'Outline' }).getByRole('button', { name: 'Delete' }).click()
  await expect(frame('Data')).toHaveCount(0)
  await expect(blockOf(window, 'Train/validation split')).toBeVisible()
  await window.keyboard.press('Control+z')
  await line('Train/validation split').last().focus()
  await window.keyboard.press('Delete')
  await expect(blockOf(window, 'Train/validation split')).toHaveCount(0)
  await expect(line('Group: Data 1')).toBeVisible()

  // the buttons act on what was selected last, wherever that was
  await window.keyboard.press('Control+z')
  await line('Group: Data 2').focus()
  await window.locator('.note-head').click({ position: { x: 4, y: 4 } })
  await window.getByRole('region', { name: 'Outline' }).getByRole('button', { name: 'Delete' }).click()
  await expect(line('Note: Look here')).toHaveCount(0)
  await expect(frame('Data')).toBeVisible()
})

test('a stage and a group say how many problems are in them, also while they are folded', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').locator('header').click()
  await window.getByRole('textbox', { name: 'Context' }).fill('32')
  await blockOf(window, 'Trainer').locator('header').click()
  await blockOf(window, 'GPT-2')
    .locator('header')
    .click({ modifiers: ['Control'] })
  await window.keyboard.press('Control+g')
  await window.keyboard.type('Model')
  await window.keyboard.press('Enter')
  await window.keyboard.press('Alt+t')
  const line = (name: string) =>
    window.getByRole('tree', { name: 'Outline' }).getByRole('treeitem', { name, exact: true })
  await expect(line('Training 3 · 1 problem')).toBeVisible()
  await line('Group: Model 2 · 1 problem').focus()
  await window.keyboard.press('ArrowLeft')
  await expect(line('Group: Model 2 · 1 problem')).toHaveAttribute('aria-expanded', 'false')
})
