import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { blockOf, expect, openExample, test } from '../e2e/window.ts'

const folder = join(import.meta.dirname, '../../docs/images')

// Makes the pictures of the README: npm run build && npx playwright test --config test/pictures/playwright.config.ts
test.use({ viewport: { width: 1440, height: 900 } })
test.describe.configure({ timeout: 240_000 })

test('pictures of a run, light and dark, English and Chinese', async ({ window }) => {
  await mkdir(folder, { recursive: true })
  await openExample(window, /causal/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Evaluate every' }).fill('10')
  await window.getByRole('textbox', { name: 'Length' }).fill('240')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByText('Newest prediction, step 70')).toBeVisible({ timeout: 200_000 })
  await window.waitForTimeout(500)
  await window.screenshot({ path: join(folder, 'window.png') })
  await choose(window, 'Theme', 'Dark')
  await window.screenshot({ path: join(folder, 'window-dark.png') })
  await choose(window, 'Language', '简体中文')
  await choose(window, '主题', '浅色')
  await window.screenshot({ path: join(folder, 'window-zh.png') })
  await window.getByRole('button', { name: '停止', exact: true }).click()
  await expect(window.getByRole('cell', { name: '已停止' })).toBeVisible({ timeout: 60_000 })
})

async function choose(page: Page, menu: string, choice: string) {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitemradio', { name: choice }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.mouse.move(700, 300)
  await page.waitForTimeout(300)
}
