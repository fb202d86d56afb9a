import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { add, blockOf, draw, expect, inputOf, middle, openExample, opened, outputOf, test, wires } from './window.ts'

test('a fresh window says how to begin', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Start a pipeline' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await expectAccessible(window)
})

test('blocks are added and connected by mouse, and a wrong wire is refused with the reason', async ({ window }) => {
  await add(window, 'Sample text', 'BPE tokenizer (byte-level)', 'GPT-2')
  await draw(window, outputOf(window, 'Sample text', 'rows'), inputOf(window, 'BPE tokenizer (byte-level)', 'rows'))
  await expect(wires(window)).toHaveCount(1)

  await draw(window, outputOf(window, 'GPT-2', 'network'), inputOf(window, 'BPE tokenizer (byte-level)', 'rows'))
  await expect(window.getByText('needs rows here, but “GPT-2” outputs network')).toBeVisible()
  await expect(wires(window)).toHaveCount(1)
})

test('a wire dropped on empty canvas offers the blocks that fit, and connects the chosen one', async ({ window }) => {
  await add(window, 'Sample text')
  const box = await outputOf(window, 'Sample text', 'rows').boundingBox()
  if (!box) throw new Error('the port is not shown')
  await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await window.mouse.down()
  await window.mouse.move(box.x + 80, box.y + 150, { steps: 5 })
  await window.mouse.up()
  await expect(window.getByRole('option', { name: /^GPT-2/ })).toHaveCount(0)
  await window.getByRole('option', { name: /^BPE tokenizer/ }).click()
  await expect(wires(window)).toHaveCount(1)
})

test('the first block stays where it was put down, and another graph is shown whole', async ({ window }) => {
  const canvas = window.getByRole('region', { name: 'Canvas' })
  await window
    .getByRole('navigation', { name: 'Blocks' })
    .getByRole('button', { name: 'Sample text', exact: true })
    .dragTo(canvas, { targetPosition: { x: 150, y: 80 } })
  const header = blockOf(window, 'Sample text').locator('header')
  const [x, y] = await middle(header)
  await window.waitForTimeout(400) // a view that moves would have moved
  expect(await middle(header)).toEqual([x, y])
  await openExample(window, /Generate text/)
  for (const name of ['Sample text', 'Trainer']) await expect(blockOf(window, name)).toBeInViewport({ ratio: 0.99 })
})

test('a pipeline grows by keyboard alone', async ({ window }) => {
  await window.keyboard.press('/')
  await window.keyboard.type('sample text')
  await window.keyboard.press('Enter')
  await expect(blockOf(window, 'Sample text')).toBeFocused()
  await window.keyboard.press('/')
  await window.keyboard.type('分词')
  await window.keyboard.press('Enter')
  await expect(blockOf(window, 'BPE tokenizer (byte-level)')).toBeVisible()

  await window.getByRole('button', { name: 'Connect to… (Input: rows)' }).focus()
  await window.keyboard.press('Enter')
  await window.keyboard.press('Enter')
  await expect(wires(window)).toHaveCount(1)

  await blockOf(window, 'BPE tokenizer (byte-level)').focus()
  await window.keyboard.press('Delete')
  await expect(wires(window)).toHaveCount(0)
  await window.keyboard.press('Control+z')
  await expect(wires(window)).toHaveCount(1)
})

test('a double click on the canvas, or Tab over it, opens the search at once', async ({ window }) => {
  await window.mouse.dblclick(420, 300)
  await expect(window.getByRole('combobox', { name: 'Search blocks' })).toBeFocused()
  await window.keyboard.press('Escape')
  await expect(window.getByRole('combobox')).toHaveCount(0)
  await window.keyboard.press('Tab')
  await expect(window.getByRole('combobox', { name: 'Search blocks' })).toBeFocused()
})

test('arrows walk between blocks and Ctrl with arrows moves them', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Sample text').click()
  await window.keyboard.press('ArrowRight')
  await expect(blockOf(window, 'Train/validation split')).toBeFocused()
  const before = await blockOf(window, 'Train/validation split').boundingBox()
  await window.keyboard.press('Control+ArrowDown')
  await window.keyboard.press('Control+ArrowDown')
  const after = await blockOf(window, 'Train/validation split').boundingBox()
  expect(after?.y).toBeGreaterThan((before?.y ?? 0) + 10)
  await window.keyboard.press('Control+z')
  const glides = async () => (await blockOf(window, 'Train/validation split').boundingBox())?.y
  await expect.poll(glides).toBeCloseTo(before?.y ?? 0, 0)
})

test('a parameter is edited as one action, and a bad value shows on the block with a way out', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').click()
  const heads = window.getByRole('textbox', { name: 'Heads' })
  await heads.fill('5')
  await expect(window.getByRole('button', { name: '1 problem' })).toBeVisible()
  await expect(blockOf(window, 'GPT-2').locator('.block-problem')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await expectAccessible(window)
  await heads.press('Control+z')
  await expect(heads).toHaveValue('4')
  await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
  await window.keyboard.press('Control+Shift+z')
  await expect(heads).toHaveValue('5')
})

test('what is not connected yet is told neutrally', async ({ window }) => {
  await add(window, 'Trainer')
  await expect(blockOf(window, 'Trainer').locator('[data-severity=missing]')).toBeVisible()
  await expect(window.getByRole('button', { name: /settings missing/ })).toBeVisible()
})

test('a pipeline is saved to a file, and opens again', async ({ window, home }) => {
  await openExample(window, /Generate text/)
  await window.getByRole('textbox', { name: 'Name of the pipeline' }).fill('My first model')
  await window.keyboard.press('Control+s')
  const folder = window.getByRole('textbox', { name: 'Folder' })
  await folder.fill(home)
  await folder.press('Enter')
  await expect(window.getByRole('textbox', { name: 'File name' })).toHaveValue('My first model.patchbay')
  await expectAccessible(window)
  await window.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(window.getByText('Saved as My first model.patchbay.')).toBeVisible()

  await window.getByRole('button', { name: 'New pipeline' }).click()
  await expect(window.getByRole('heading', { name: 'Start a pipeline' })).toBeVisible()
  await window.keyboard.press('Control+o')
  await folder.fill(home)
  await folder.press('Enter')
  await window.getByRole('button', { name: /My first model/ }).click()
  await expect(blockOf(window, 'Trainer')).toBeVisible()
  await expect(window.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('My first model')
})

test('saving asks for the name, and a pasted path opens its file', async ({ window, home }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Control+s')
  await expect(window.getByRole('textbox', { name: 'File name' })).toBeFocused()
  await window.getByRole('textbox', { name: 'Folder' }).fill(home)
  await window.getByRole('textbox', { name: 'Folder' }).press('Enter')
  await window.getByRole('textbox', { name: 'File name' }).fill('Pasted')
  await window.keyboard.press('Enter')
  await expect(window.getByText('Saved as Pasted.patchbay.')).toBeVisible()
  await window.getByRole('button', { name: 'New pipeline' }).click()
  await window.keyboard.press('Control+o')
  await expect(window.getByRole('textbox', { name: 'Folder' })).toBeFocused()
  await window.keyboard.insertText(join(home, 'Pasted.patchbay'))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await expect(blockOf(window, 'Trainer')).toBeVisible()
})

test('a file is saved where the typed folder says, though it is not shown yet', async ({ window, home }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Control+s')
  await window.getByRole('textbox', { name: 'Folder' }).fill(home)
  await window.getByRole('textbox', { name: 'File name' }).fill('Typed')
  await window.keyboard.press('Enter')
  await expect(window.getByText('Saved as Typed.patchbay.')).toBeVisible()
  expect(existsSync(join(home, 'Typed.patchbay'))).toBe(true)
})

test('a file in a folder that was only typed is not replaced before it is said', async ({ window, home }) => {
  writeFileSync(join(home, 'Mine.patchbay'), 'mine')
  await openExample(window, /Generate text/)
  await window.keyboard.press('Control+s')
  await window.getByRole('textbox', { name: 'Folder' }).fill(home)
  await window.getByRole('textbox', { name: 'File name' }).fill('Mine')
  await window.keyboard.press('Enter')
  const replace = window.getByRole('dialog').getByRole('button', { name: 'Replace' })
  await expect(replace).toBeVisible()
  expect(readFileSync(join(home, 'Mine.patchbay'), 'utf8')).toBe('mine')
  await replace.click()
  await expect(window.getByText('Saved as Mine.patchbay.')).toBeVisible()
})

/** Reloads the window, from then on with answers of the host that wait until they are let go. */
async function withSlowHost(window: Page) {
  const held: (() => void)[] = []
  await window.routeWebSocket(/calls/, page => {
    const host = page.connectToServer()
    host.onMessage(message => (holding ? held.push(() => page.send(message)) : page.send(message)))
  })
  let holding = false
  await window.reload()
  await opened(window)
  holding = true
  return () => {
    holding = false
    for (const send of held) send()
  }
}

test('a path that is being typed stays when the first folder appears', async ({ window, home }) => {
  await openExample(window, /Generate text/)
  const letGo = await withSlowHost(window)
  await window.keyboard.press('Control+s')
  const folder = window.getByRole('textbox', { name: 'Folder' })
  await folder.focus()
  await window.keyboard.type(home.slice(0, 4))
  letGo()
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
  await window.keyboard.type(home.slice(4))
  await expect(folder).toHaveValue(home)
})

test('nothing is saved before there is a folder to save it in', async ({ window }) => {
  await openExample(window, /Generate text/)
  const letGo = await withSlowHost(window)
  await window.keyboard.press('Control+s')
  const save = window.getByRole('dialog').getByRole('button', { name: 'Save', exact: true })
  await expect(save).toBeDisabled()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toBeVisible()
  letGo()
  await expect(save.or(window.getByRole('dialog').getByRole('button', { name: 'Replace' }))).toBeEnabled()
})

test('the draft is kept: a reload brings it back', async ({ window }) => {
  await add(window, 'GPT-2')
  await expect(window.getByText('All changes saved')).toBeVisible()
  await window.reload()
  await expect(blockOf(window, 'GPT-2')).toBeVisible()
})
