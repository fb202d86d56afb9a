import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

const dial = (window: Page) => window.getByRole('slider', { name: 'Size' })
const setting = (window: Page, name: string) => window.getByRole('textbox', { name, exact: true })

test('the size dial sets width, layers and heads in one step, says what they take, and is undone in one step', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').click()
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^tiny: [\d.]+ thousand parameters$/)
  await dial(window).focus()
  await window.keyboard.press('ArrowRight')
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^mini: [\d.]+ million parameters$/)
  await window.keyboard.press('ArrowRight')
  await expect(setting(window, 'Width')).toHaveValue('384')
  await expect(setting(window, 'Layers')).toHaveValue('6')
  await expect(setting(window, 'Attention heads')).toHaveValue('6')
  await expect(window.getByText(/million parameters, [\d.,]+ MiB of memory for training/)).toBeVisible()
  await expectAccessible(window)

  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(setting(window, 'Width')).toHaveValue('256')
  await expect(setting(window, 'Layers')).toHaveValue('4')
  await expect(setting(window, 'Attention heads')).toHaveValue('4')
})

test('a published size is that of its paper, and the estimate follows', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').click()
  await expect(window.getByText(/of memory for training/)).toBeVisible()
  await dial(window).focus()
  await window.keyboard.press('End')
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^GPT-2 medium: 3\d\d\.?\d? million parameters$/)
  await expect(setting(window, 'Context length')).toHaveValue('1024')
  await expect(window.getByText(/parameters, [\d.]+ GiB of memory for training/)).toBeVisible()
  await expect(window.getByText(/needs a large machine/)).toBeVisible()
  await expectAccessible(window)
})

test('settings of one’s own have a place on the dial', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'GPT-2').click()
  await setting(window, 'Width').fill('320')
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^custom: [\d.]+ million parameters$/)
  await dial(window).focus()
  await window.keyboard.press('ArrowRight')
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^small: /)
  await window.keyboard.press('ArrowLeft')
  await expect(dial(window)).toHaveAttribute('aria-valuetext', /^mini: /)
})

test('a network that is not wired yet has the dial too, without a count, and a drag is one step', async ({
  window,
}) => {
  await window.getByRole('navigation', { name: 'Blocks' }).getByRole('button', { name: 'LLaMA', exact: true }).click()
  await expect(dial(window)).toHaveAttribute('aria-valuetext', 'mini')
  await expect(window.getByText('shown once the pipeline is ready')).toBeVisible()
  const box = await dial(window).boundingBox()
  if (!box) throw new Error('the dial is not shown')
  const to = (share: number) => window.mouse.move(box.x + share * box.width, box.y + box.height / 2)
  await to(0.2)
  await window.mouse.down()
  for (const share of [0.4, 0.6, 0.8, 0.99]) await to(share)
  await window.mouse.up()
  await expect(dial(window)).toHaveAttribute('aria-valuetext', 'Llama 2 7B')
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(dial(window)).toHaveAttribute('aria-valuetext', 'mini')
})
