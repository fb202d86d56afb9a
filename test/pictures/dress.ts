import type { Page } from '@playwright/test'

/** Opens the window anew in a theme and a language. */
export async function dress(page: Page, look: { readonly theme: string; readonly language: string }): Promise<void> {
  await page.evaluate(({ theme, language }) => {
    localStorage.setItem('theme', theme)
    localStorage.setItem('language', language)
  }, look)
  await page.reload()
  await page.locator('.react-flow__node, .template').first().waitFor()
  await page.waitForTimeout(500)
}
