import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { blockOf, expect, test } from './window.ts'

interface Placed {
  readonly id: string
  readonly type: string
  readonly params: object
  readonly at: readonly [number, number]
}

const [columns, rows] = [12, 10]

/** Rows of blocks, each joined to the next, too large to be read when shown whole. */
const manyBlocks = () => {
  const blocks = Array.from(
    { length: columns * rows },
    (_, i): Placed => ({
      id: `b${i}`,
      type: i === 0 ? 'sample-text' : 'join-rows',
      params: {},
      at: [300 * (i % columns), 220 * Math.floor(i / columns)],
    }),
  )
  const wires = blocks.slice(1).map((b, i) => [
    [`b${i}`, 'rows'],
    [b.id, 'a'],
  ])
  return { format: 'patchbay/1', name: 'long', blocks, wires, groups: [], notes: [] }
}

async function open(page: Page, home: string, graph: object) {
  await writeFile(join(home, 'large.patchbay'), JSON.stringify(graph))
  await page.keyboard.press('Control+o')
  const folder = page.getByRole('textbox', { name: 'Folder' })
  await folder.fill(home)
  await folder.press('Enter')
  await page.getByRole('button', { name: /^large\.patchbay/ }).click()
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await page.waitForTimeout(600) // the view has come to rest
}

const drawnBlocks = (page: Page) => page.locator('.react-flow__node')
const block = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)

test('a large graph opens at its beginning, large enough to read, and whole when asked', async ({ window, home }) => {
  await open(window, home, manyBlocks())
  await expect(blockOf(window, 'Sample text')).toBeInViewport()
  expect(await zoomOf(window)).toBeGreaterThanOrEqual(0.4)
  expect(await drawnBlocks(window).count()).toBeLessThan(columns * rows)

  await window.getByRole('button', { name: 'Fit view' }).click()
  await expect(drawnBlocks(window)).toHaveCount(columns * rows)
})

const zoomOf = (page: Page) =>
  page.evaluate(() => {
    const view = document.querySelector('.react-flow__viewport')
    return view ? new DOMMatrix(getComputedStyle(view).transform).a : 0
  })

test('arrows walk on to blocks that are out of view, which come into view with the focus', async ({ window, home }) => {
  await open(window, home, manyBlocks())
  await block(window, 'b0').getByRole('heading').click()
  await expect(block(window, 'b11')).toHaveCount(0)
  for (let i = 1; i <= 11; i++) {
    await window.keyboard.press('ArrowRight')
    await expect(block(window, `b${i}`)).toBeFocused()
  }
  await expect(block(window, 'b11')).toBeInViewport()
  await expect(block(window, 'b0')).toHaveCount(0)
})

test('a wire to a block out of view already leads to where its port will be', async ({ window, home }) => {
  await open(window, home, manyBlocks())
  const shown = await drawnBlocks(window).evaluateAll(all => all.map(n => Number(n.getAttribute('data-id')?.slice(1))))
  const last = Math.max(...shown.filter(i => i < columns))
  const wire = window.locator(`.react-flow__edge[data-id*="b${last + 1}"] .react-flow__edge-path`).first()
  const end = async () => (await wire.getAttribute('d'))?.split(/[ ,]/).slice(-2).map(Number) ?? []
  const [x, y] = await end()
  await block(window, `b${last - 1}`)
    .getByRole('heading')
    .click()
  await window.keyboard.press('ArrowRight')
  await window.keyboard.press('ArrowRight')
  await expect(block(window, `b${last + 1}`)).toBeFocused()
  const [toX, toY] = await end()
  expect(Math.hypot(Number(toX) - Number(x), Number(toY) - Number(y))).toBeLessThan(4)
})
