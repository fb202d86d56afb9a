import type { Page } from '@playwright/test'
import { barriers } from './axe.ts'
import { makeFailedRun, writeBusy } from './busy-files.ts'
import { busyViews } from './busy-views.ts'
import { makeRuns, openFile, type View, views, writeKinds } from './views.ts'
import { expect, test } from './window.ts'

test.describe.configure({ timeout: 900_000 })
test.use({ actionTimeout: 60_000 })

/** Everything in one theme, and in the others what their colours may do. */
const looks = {
  light: { rules: { 'target-size': { enabled: true } } },
  dark: { runOnly: ['color-contrast'] },
  contrast: { runOnly: ['color-contrast'] },
}

async function barriersInAllThemes(page: Page, part: string): Promise<string[]> {
  const found: string[] = []
  for (const [theme, options] of Object.entries(looks)) {
    await page.evaluate(chosen => {
      document.documentElement.dataset.theme = chosen
    }, theme)
    found.push(...(await barriers(page, part, options)).map(line => `${theme}: ${line}`))
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light'
  })
  return found
}

for (const language of ['en', 'zh'])
  test(`axe finds nothing in any view, in light, dark and high contrast, in ${language}`, async ({
    page,
    home,
    host,
  }) => {
    await writeKinds(home)
    await writeBusy(home)
    makeRuns(home)
    await makeFailedRun(home, home)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(host.link)
    await page.evaluate(chosen => localStorage.setItem('language', chosen), language)
    await page.reload()
    await page.locator('.template').first().waitFor()
    const found = (await barriersInAllThemes(page, '.app')).map(line => `empty: ${line}`)
    const sweep = async (file: string, all: readonly View[]) => {
      await openFile(page, home, file)
      for (const view of all)
        await test.step(view.name, async () => {
          await view.show(page)
          found.push(...(await barriersInAllThemes(page, view.part)).map(line => `${view.name}: ${line}`))
          await view.leave?.(page)
        })
    }
    await sweep('kinds', views)
    await sweep('busy', busyViews)
    expect(found).toEqual([])
  })

test('the focus goes back to what opened a dialog', async ({ window }) => {
  for (const name of ['Settings', 'Templates', 'Keyboard shortcuts and help']) {
    const button = window.getByRole('button', { name, exact: true })
    await button.focus()
    await window.keyboard.press('Enter')
    await window.getByRole('dialog').waitFor()
    await window.keyboard.press('Escape')
    await expect(button).toBeFocused()
  }
})

test('at 200 % nothing is out of reach, and nothing scrolls sideways', async ({ page, home, host }) => {
  await writeKinds(home)
  await page.goto(host.link)
  await openFile(page, home, 'kinds')
  await page.setViewportSize({ width: 640, height: 400 }) // what 1280 × 800 is at 200 %
  const parts = ['.canvas', '.canvas-tools button', '.inspector h2', '.block-list input', '.runs-panel button']
  for (const part of [...parts, '.top-bar .button.primary']) {
    await page.locator(part).first().scrollIntoViewIfNeeded()
    await expect(page.locator(part).first()).toBeInViewport()
  }
  for (const view of ['settings', 'help', 'templates', 'tour', 'simple'].map(n => views.find(v => v.name === n))) {
    await page.setViewportSize({ width: 640, height: 400 })
    await view?.show(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    for (const button of await page.locator(`${view?.part} button:visible`).all()) await button.scrollIntoViewIfNeeded()
    await view?.leave?.(page)
  }
})
