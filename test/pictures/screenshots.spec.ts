import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makeRuns, openFile, views, writeKinds } from '../e2e/views.ts'
import { expect, openExample, test } from '../e2e/window.ts'

const root = join(import.meta.dirname, '../..')

// npm run pictures: every view, to be looked at, into out/pictures; and with `-- --docs` those of the README.
test.describe.configure({ timeout: 900_000 })
test.use({ actionTimeout: 60_000 })

const looks = [
  { name: 'light', theme: 'light', language: 'en', width: 1280, height: 800 },
  { name: 'dark', theme: 'dark', language: 'en', width: 1280, height: 800 },
  { name: 'contrast', theme: 'contrast', language: 'en', width: 1280, height: 800 },
  { name: 'chinese', theme: 'light', language: 'zh', width: 1280, height: 800 },
  { name: 'large', theme: 'light', language: 'en', width: 1920, height: 1080 },
  { name: 'zoomed', theme: 'light', language: 'en', width: 640, height: 400 },
] as const

test('every view in every look', async ({ page, home, host }) => {
  await writeKinds(home)
  makeRuns(home, 20)
  await page.goto(host.link)
  for (const look of looks)
    await test.step(look.name, async () => {
      await page.setViewportSize({ width: 1280, height: 800 })
      await dress(page, look)
      const folder = join(root, 'out/pictures', look.name)
      await mkdir(folder, { recursive: true })
      const picture = async (name: string) => {
        await page.setViewportSize(look)
        await page.waitForTimeout(400)
        await page.screenshot({ path: join(folder, `${name}.png`) })
        await page.setViewportSize({ width: 1280, height: 800 })
      }
      await page.keyboard.press('Alt+n')
      await page.locator('.template').first().waitFor()
      await picture('empty')
      await openFile(page, home, 'kinds')
      for (const view of views) {
        await view.show(page)
        await picture(view.name)
        await view.leave?.(page)
      }
    })
})

test('pictures of the README', async ({ window: page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const folder = join(root, 'docs/images')
  const picture = (name: string) => page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  await openExample(page, /causal/)
  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"] header`)
  await node('trainer').click()
  await page.getByRole('textbox', { name: 'Evaluate every' }).fill('10')
  await page.getByRole('textbox', { name: 'Length' }).fill('240')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Newest prediction, step 70')).toBeVisible({ timeout: 600_000 })
  await picture('window')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('cell', { name: 'Stopped' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+r')

  await node('collator').click()
  await page.keyboard.press('Alt+p')
  await page.locator('.preview-panel table').first().waitFor({ timeout: 60_000 })
  await dress(page, { theme: 'dark', language: 'en' })
  await node('collator').click()
  await page.keyboard.press('Alt+p')
  await page.locator('.preview-panel table').first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(500)
  await picture('window-dark')

  await dress(page, { theme: 'light', language: 'zh' })
  await page.keyboard.press('Alt+v')
  await page.locator('.simple-block').first().waitFor()
  await picture('window-zh')
  await page.keyboard.press('Alt+v')
  await dress(page, { theme: 'light', language: 'en' })
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(400)
  await picture('templates')
})

/** Opens the window anew in a theme and a language. */
async function dress(page: Page, look: { readonly theme: string; readonly language: string }): Promise<void> {
  await page.evaluate(({ theme, language }) => {
    localStorage.setItem('theme', theme)
    localStorage.setItem('language', language)
  }, look)
  await page.reload()
  await page.locator('.react-flow__node, .template').first().waitFor()
  await page.waitForTimeout(500)
}
