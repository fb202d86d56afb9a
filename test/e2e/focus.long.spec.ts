import type { Page } from '@playwright/test'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 120_000 })
test.use({ actionTimeout: 15_000 })

interface Stop {
  readonly region: string
  readonly name: string
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** Every place that Tab comes to, once around the window, and where it is on the screen. */
async function around(page: Page): Promise<readonly Stop[]> {
  await page.mouse.move(5, 5) // over the canvas, Tab is for who works by mouse
  await page.evaluate(() => {
    const stops: Element[] = []
    Object.assign(window, { stops })
    document.addEventListener('focusin', ({ target }) => target instanceof Element && stops.push(target))
    ;(document.activeElement as HTMLElement).blur()
  })
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab')
    const gone = await page.evaluate(() => {
      const { stops } = window as unknown as { stops: Element[] }
      return document.activeElement === document.body || stops.indexOf(stops.at(-1) as Element) < stops.length - 1
    })
    if (gone && presses > 0) break
  }
  return page.evaluate(() => {
    const parts = ['top-bar', 'simple-nav', 'simple-side', 'simple', 'block-list', 'canvas', 'inspector', 'runs-panel']
    for (const list of document.querySelectorAll('*')) list.scrollTop = 0 // as it is read from the top
    const { stops } = window as unknown as { stops: Element[] }
    return [...new Set(stops)].map(stop => {
      const { left, top, bottom } = stop.getBoundingClientRect()
      const region = parts.find(part => stop.closest(`.${part}`)) ?? 'elsewhere'
      return { region, name: stop.getAttribute('aria-label') ?? stop.textContent ?? '', left, top, bottom }
    })
  })
}

const regionsOf = (stops: readonly Stop[]) => stops.map(s => s.region).filter((region, i, all) => region !== all[i - 1])

/** Stops that are neither below the one before nor beside it on its right, in regions that are read like a page. */
const backwards = (stops: readonly Stop[]) =>
  stops.flatMap((stop, i) => {
    const before = stops[i - 1]
    if (!before || before.region !== stop.region || stop.region === 'canvas') return []
    const below = stop.top >= before.bottom - 4
    const beside = stop.left >= before.left && stop.bottom > before.top
    return below || beside ? [] : [`${stop.region}: ${stop.name} after ${before.name}`]
  })

test('Tab goes through the window in the order in which it is read, and comes out again', async ({ window }) => {
  await openExample(window, /Generate text/)
  const stops = await around(window)
  expect(regionsOf(stops)).toEqual(['top-bar', 'block-list', 'canvas', 'inspector', 'runs-panel'])
  expect(backwards(stops)).toEqual([])
  expect(stops.filter(s => s.region === 'canvas').length).toBeGreaterThan(9)
})

test('Tab goes through the form in the order in which it is read', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+v')
  await expect(window.locator('.simple-block').first()).toBeVisible()
  const stops = await around(window)
  expect(regionsOf(stops)).toEqual(['top-bar', 'simple-nav', 'simple', 'simple-side', 'runs-panel'])
  expect(backwards(stops)).toEqual([])
})

test('a dialog that a key opened gives the focus back to the block', async ({ window }) => {
  await openExample(window, /Generate text/)
  const block = blockOf(window, 'GPT-2')
  await block.focus()
  for (const key of ['/', 'Control+k', 'c', 'Alt+o', 'F1', 'Control+,', 'Control+e', 'Control+o']) {
    await test.step(key, async () => {
      await window.keyboard.press(key)
      await expect(window.getByRole('dialog').locator(':focus')).toHaveCount(1)
      await window.keyboard.press('Escape')
      await expect(window.getByRole('dialog')).toHaveCount(0)
      await expect(block).toBeFocused()
    })
  }
})

test('what happens is said: in a status what was done, in a log what needs attention', async ({ window }) => {
  await openExample(window, /Generate text/)
  const said = window.getByRole('status').filter({ hasText: /./ })
  await blockOf(window, 'GPT-2').locator('header').click()
  await window.keyboard.press('Delete')
  await expect(said).toHaveText('Deleted.')
  await window.keyboard.press('Control+z')
  await expect(said).toHaveText('Undone: Delete GPT-2.')
  await window.keyboard.press('Control+y')
  await expect(said).toHaveText('Redone: Delete GPT-2.')
  await window.keyboard.press('Control+z')
  await window.keyboard.press('Shift+A')
  await expect(said).toHaveText('Tidied up.')
  await blockOf(window, 'GPT-2').focus()
  await window.keyboard.press('Control+b')
  await expect(window.getByRole('log', { name: 'Messages' })).toContainText('Bypassed.')
})
