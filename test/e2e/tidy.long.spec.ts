import type { Page } from '@playwright/test'
import { blockOf, draw, expect, inputOf, outputOf, test } from './window.ts'

/** Two joined blocks, as they were put down. */
async function twoJoined(page: Page) {
  for (const name of ['Sample text', 'Byte tokenizer'])
    await page.getByRole('navigation', { name: 'Blocks' }).getByRole('button', { name, exact: true }).click()
  const tokenizer = blockOf(page, 'Byte tokenizer')
  const box = await tokenizer.locator('header').boundingBox()
  if (!box) throw new Error('twoJoined: the block is not shown')
  await page.mouse.move(box.x + 60, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 160, box.y + 210, { steps: 4 })
  expect(await glides(page)).toEqual({ blocks: false, wires: false })
  await page.mouse.up()
  await draw(page, outputOf(page, 'Sample text', 'rows'), inputOf(page, 'Byte tokenizer', 'rows'))
  await page.waitForTimeout(600) // the blocks are checked, measured and drawn
}

/** Whether a block and a wire would glide if they moved now. */
const glides = (page: Page) =>
  page.evaluate(() => {
    const slow = (of: string) => {
      const shown = document.querySelector(of)
      return (
        shown !== null &&
        getComputedStyle(shown)
          .transitionDuration.split(', ')
          .some(d => d !== '0s')
      )
    }
    return { blocks: slow('.react-flow__node'), wires: slow('.react-flow__edge path') }
  })

const tidyKey = { key: 'A', code: 'KeyA', shiftKey: true }
const undoKey = { key: 'z', code: 'KeyZ', ctrlKey: true }

/** Presses a key that moves blocks; gives for each frame of half a second where the second block is, and how far the end of the wire is from its port, in pixels of the graph. */
const moved = (page: Page, key: Pick<KeyboardEventInit, 'key' | 'code' | 'shiftKey' | 'ctrlKey'>) =>
  page.evaluate(async init => {
    const [, block] = document.querySelectorAll('.react-flow__node')
    const wire = document.querySelector<SVGPathElement>('.react-flow__edge-path')
    const field = document.querySelector<HTMLElement>('.react-flow__viewport')
    if (!block || !wire || !field) throw new Error('moved: a block or the wire is not shown')
    const placeNow = () => new DOMMatrix(getComputedStyle(block).transform)
    const endNow = () => {
      const numbers =
        getComputedStyle(wire)
          .getPropertyValue('d')
          .match(/-?[\d.]+/g) ?? []
      return { x: Number(numbers.at(-2)), y: Number(numbers.at(-1)) }
    }
    const gap = () => ({ x: endNow().x - placeNow().e, y: endNow().y - placeNow().f })
    const before = gap()
    const frames = [{ x: placeNow().e, y: placeNow().f, off: 0 }]
    const began = performance.now()
    document.querySelector('.canvas')?.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true }))
    while (performance.now() - began < 500) {
      await new Promise(requestAnimationFrame)
      const now = gap()
      const off = Math.hypot(now.x - before.x, now.y - before.y)
      frames.push({ x: placeNow().e, y: placeNow().f, off })
    }
    return frames
  }, key)

/** Frames in which the block was on its way, and how far its wire was ever off. */
function glided(frames: Awaited<ReturnType<typeof moved>>) {
  const [first, last] = [frames[0], frames.at(-1)]
  const between = frames.filter(f => f.y !== first?.y && f.y !== last?.y).length
  return { first: first?.y, last: last?.y, between, off: Math.max(...frames.map(f => f.off)) }
}

test('tidying lets blocks glide to their places with their wires, and undo lets them glide back', async ({
  window,
}) => {
  await twoJoined(window)
  const there = glided(await moved(window, tidyKey))
  expect(there.last).not.toBe(there.first)
  expect(there.between).toBeGreaterThan(1)
  expect(there.off).toBeLessThan(2)
  await expect.poll(() => glides(window)).toEqual({ blocks: false, wires: false })

  const back = glided(await moved(window, undoKey))
  expect([back.first, back.last]).toEqual([there.last, there.first])
  expect(back.between).toBeGreaterThan(1)
  expect(back.off).toBeLessThan(2)
  await expect.poll(() => glides(window)).toEqual({ blocks: false, wires: false })
})

test('with reduced motion, or by the setting, tidied blocks are at their places at once', async ({ window }) => {
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await twoJoined(window)
  for (const key of [tidyKey, undoKey]) {
    const frames = await moved(window, key)
    expect(frames.at(-1)?.y).not.toBe(frames[0]?.y)
    expect(new Set(frames.map(f => f.y)).size).toBe(2)
  }
  await window.emulateMedia({ reducedMotion: 'no-preference' })
  await window.evaluate(() => localStorage.setItem('motion', 'less'))
  await expect(window.getByText('All changes saved')).toBeVisible()
  await window.reload()
  await expect(blockOf(window, 'Byte tokenizer')).toBeVisible()
  await window.waitForTimeout(400) // the view is fitted
  expect(new Set((await moved(window, tidyKey)).map(f => f.y)).size).toBe(2)
})
