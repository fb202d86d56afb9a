import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openExample, test } from '../e2e/window.ts'
import { dress } from './dress.ts'

// npm run pictures -- --docs: the pictures of the README, into docs/images.
test.describe.configure({ timeout: 900_000 })
test.use({ actionTimeout: 60_000, viewport: { width: 1440, height: 900 } })

const picture = async (page: Page, name: string) => {
  await page.waitForTimeout(500) // what glides or fades is there
  await page.screenshot({ path: join(import.meta.dirname, '../../docs/images', `${name}.png`), animations: 'disabled' })
}
const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"] header`)

test('a training, with its curve, its latest sample and the objective to switch', async ({ window: page }) => {
  await openExample(page, /Generate text/)
  await node(page, 'trainer').click()
  await page.getByRole('textbox', { name: 'Evaluate every' }).fill('10')
  await page.getByRole('textbox', { name: 'Training length' }).fill('240')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(async () => {
    const step = await page.getByText(/^Latest sample, step/).textContent({ timeout: 5000 })
    console.log(step)
    expect(Number(step?.replace(/\D/g, ''))).toBeGreaterThanOrEqual(70)
  }).toPass({ timeout: 600_000, intervals: [2000] })
  await page.getByRole('button', { name: 'Ready to run' }).click() // what it takes, and the objective to switch
  await picture(page, 'window')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('cell', { name: 'Stopped' })).toBeVisible({ timeout: 60_000 })
})

test('the batch as the network gets it, in the dark', async ({ window: page }) => {
  await openExample(page, /Fill in masked words/)
  await dress(page, { theme: 'dark', language: 'en' })
  await node(page, 'collator').click()
  await page.keyboard.press('Alt+p')
  await page.locator('.preview-panel table').first().waitFor({ timeout: 60_000 })
  await picture(page, 'window-dark')
})

test('the attention mask and the leak test', async ({ window: page }) => {
  await openExample(page, /Generate text/)
  await node(page, 'network').click()
  await page.getByRole('button', { name: 'Show the attention mask' }).click()
  await page.locator('.sight-grid').first().waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Run leak test' }).click()
  await page.locator('.proof-verdict').waitFor({ timeout: 60_000 })
  await picture(page, 'sight')
})

test('the same pipeline as a form, in Chinese', async ({ window: page }) => {
  await dress(page, { theme: 'light', language: 'zh' })
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog').locator('.template-open').first().click()
  await page.keyboard.press('Alt+v')
  await page.locator('.simple-block').first().waitFor()
  await picture(page, 'window-zh')
})

test('the templates', async ({ window: page }) => {
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'templates')
})
