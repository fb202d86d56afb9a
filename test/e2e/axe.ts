import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Of tokens that are shown by the thousand, the first few tell all. */
const few = '.preview-panel :is(li, tr):nth-child(n + 7) { display: none }'

/** What axe finds in a part of what is shown, a line for each rule. Axe is put into a page once, and lists only what it finds: that spares minutes. */
export async function barriers(page: Page, part = 'html', options: axe.RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(
    async ({ part, few, options }) => {
      const { axe: engine } = window as unknown as { axe: typeof axe }
      const shortened = new CSSStyleSheet()
      shortened.replaceSync(few)
      document.adoptedStyleSheets.push(shortened)
      const { violations } = await engine.run(part, { resultTypes: ['violations'], ...options })
      document.adoptedStyleSheets.pop()
      const places = (rule: axe.Result) => rule.nodes.map(n => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`)
      return violations.map(rule => `${rule.id}: ${places(rule).join(' | ')}`)
    },
    { part, few, options },
  )
}

/** Fails when axe finds a barrier in what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([])
}
