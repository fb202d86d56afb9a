import { expectAccessible } from './axe.ts'
import { add, blockOf, draw, expect, inputOf, middle, openExample, outputOf, test, wires } from './window.ts'

const wire = (page: Parameters<typeof add>[0], from: string, to: string) =>
  page.getByRole('group', { name: `Wire from ${from} to ${to}` })

test('a refused wire says why at the mouse, and the block that is missing is put in between', async ({ window }) => {
  await add(window, 'Sample text', 'Causal LM collator (shift)')
  await draw(window, outputOf(window, 'Sample text', 'rows'), inputOf(window, 'Causal LM collator (shift)', 'tokens'))
  await expect(window.getByRole('alert')).toContainText('needs tokens here, but “Sample text” outputs rows')
  await expect(wires(window)).toHaveCount(0)
  await expectAccessible(window)
  const offered = window.getByRole('list', { name: 'Blocks that can be inserted here' }).getByRole('button')
  await expect(offered.first()).toHaveText(/BPE tokenizer \(byte-level\)/)
  await offered.first().click()
  await expect(wires(window)).toHaveCount(2)
  await expect(wire(window, 'Sample text', 'BPE tokenizer (byte-level)')).toHaveCount(1)
  await window.keyboard.press('Control+z')
  await expect(wires(window)).toHaveCount(0)
  await expect(blockOf(window, 'BPE tokenizer (byte-level)')).toHaveCount(0)
})

test('while a wire is held over a port that refuses it, the reason is shown there', async ({ window }) => {
  await add(window, 'Sample text', 'GPT-2', 'Trainer')
  const [a, b] = [
    await middle(outputOf(window, 'GPT-2', 'network')),
    await middle(inputOf(window, 'Trainer', 'batches')),
  ]
  await window.mouse.move(...a)
  await window.mouse.down()
  await window.mouse.move(...b, { steps: 6 })
  await expect(window.locator('.refusal-tip')).toHaveText(/needs batches here, but “GPT-2” outputs network/)
  await window.mouse.move(b[0] - 60, b[1] + 260, { steps: 4 })
  await expect(window.locator('.refusal-tip')).toHaveCount(0)
  await window.mouse.up()
})

test('a wire is cut by a double click, by Delete, and by dragging its end off; an end can be put elsewhere', async ({
  window,
}) => {
  await add(window, 'Sample text', 'BPE tokenizer (byte-level)', 'Byte tokenizer')
  const [from, to] = [outputOf(window, 'Sample text', 'rows'), inputOf(window, 'BPE tokenizer (byte-level)', 'rows')]
  await draw(window, from, to)
  await expect(wires(window)).toHaveCount(1)
  await window.getByRole('button', { name: 'Tidy up' }).click()
  await window.waitForTimeout(400) // the view glides to its new place
  const [a, b] = [await middle(from), await middle(to)]
  const half: [number, number] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  await window.mouse.dblclick(...half)
  await expect(wires(window)).toHaveCount(0)

  await draw(window, from, to)
  await window.mouse.click(...half)
  await window.keyboard.press('Delete')
  await expect(wires(window)).toHaveCount(0)

  await draw(window, from, to)
  const end: [number, number] = [b[0] - 18, b[1]]
  await window.mouse.move(...end)
  await window.mouse.down()
  await window.mouse.move(b[0] + 30, b[1] + 230, { steps: 6 })
  await window.mouse.up()
  await expect(wires(window)).toHaveCount(0)
  await expect(window.getByRole('dialog')).toHaveCount(0)

  await draw(window, from, to)
  const other = await middle(inputOf(window, 'Byte tokenizer', 'rows'))
  await window.mouse.move(...end)
  await window.mouse.down()
  await window.mouse.move(...other, { steps: 8 })
  await window.mouse.up()
  await expect(wire(window, 'Sample text', 'Byte tokenizer')).toHaveCount(1)
  await expect(wires(window)).toHaveCount(1)
})

test('C connects from the keyboard: what fits comes first, what does not says why, or what would help', async ({
  window,
}) => {
  await add(window, 'Sample text', 'Byte tokenizer', 'Causal LM collator (shift)', 'AdamW')
  await blockOf(window, 'Sample text').click()
  await window.keyboard.press('c')
  await expect(window.getByRole('dialog', { name: 'Connect Output: rows to…' })).toBeVisible()
  await expect(window.getByRole('option').first()).toContainText('Byte tokenizer · Input: rows')
  await expect(window.getByRole('option', { name: /AdamW/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(window.getByRole('option', { name: /AdamW/ })).toContainText('needs schedule here')
  await expectAccessible(window)
  await window.keyboard.press('Enter')
  await expect(wire(window, 'Sample text', 'Byte tokenizer')).toHaveCount(1)

  await blockOf(window, 'Byte tokenizer').click()
  await window.keyboard.press('c')
  await window.keyboard.type('tokens')
  await window.keyboard.press('Enter')
  await window.keyboard.type('causal')
  await window.keyboard.press('Enter')
  await expect(wires(window)).toHaveCount(2)
})

test('W walks the wires, arrows lead to their ends, Delete cuts', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Sample text').click()
  await window.keyboard.press('w')
  await expect(wire(window, 'Sample text', 'Train/validation split')).toBeFocused()
  await window.keyboard.press('ArrowRight')
  await expect(blockOf(window, 'Train/validation split')).toBeFocused()
  await window.keyboard.press('w')
  await window.keyboard.press('w')
  await expect(wire(window, 'Sample text', 'Train/validation split')).not.toBeFocused()
  await window.keyboard.press('Shift+W')
  await expect(wire(window, 'Sample text', 'Train/validation split')).toBeFocused()
  const before = await wires(window).count()
  await window.keyboard.press('Delete')
  await expect(wires(window)).toHaveCount(before - 1)
})

test('the overview shows every block and is remembered; a trackpad moves the canvas with its wheel', async ({
  window,
}) => {
  await openExample(window, /Generate text/)
  await window.keyboard.press('Alt+m')
  await expect(window.getByRole('img', { name: 'Minimap' })).toBeVisible()
  await expectAccessible(window)

  const scale = () =>
    window.locator('.react-flow__viewport').evaluate(v => new DOMMatrix(getComputedStyle(v).transform).a)
  const before = await scale()
  await window.mouse.move(600, 300)
  await window.mouse.wheel(0, 200)
  await expect.poll(scale).not.toBe(before)
  await window.keyboard.press('Control+k')
  await window.keyboard.type('trackpad')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await window.waitForTimeout(100)
  const zoomed = await scale()
  const place = (await blockOf(window, 'Sample text').boundingBox())?.y ?? 0
  await window.mouse.move(600, 300)
  await window.mouse.wheel(0, 60)
  await expect.poll(async () => (await blockOf(window, 'Sample text').boundingBox())?.y).toBeLessThan(place)
  expect(await scale()).toBe(zoomed)
  await window.keyboard.press('Control+0')
  await expect.poll(scale).toBe(1)
  await window.keyboard.press('Alt+-')
  await expect.poll(scale).toBeLessThan(1)
  await window.reload()
  await expect(window.getByRole('img', { name: 'Minimap' })).toBeVisible()
})

test('a block dropped on a wire goes in between, and deleting it heals the wire', async ({ window }) => {
  await add(window, 'Sample text', 'Byte tokenizer')
  await draw(window, outputOf(window, 'Sample text', 'rows'), inputOf(window, 'Byte tokenizer', 'rows'))
  await window.getByRole('button', { name: 'Tidy up' }).click()
  await window.waitForTimeout(400) // the view glides to its new place
  const [a, b] = [
    await middle(outputOf(window, 'Sample text', 'rows')),
    await middle(inputOf(window, 'Byte tokenizer', 'rows')),
  ]
  const half = { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 }

  // from the list
  const canvas = window.getByRole('region', { name: 'Canvas' })
  const corner = await canvas.boundingBox()
  const target = { x: half.x - (corner?.x ?? 0), y: half.y - (corner?.y ?? 0) }
  await window
    .getByRole('navigation', { name: 'Blocks' })
    .getByRole('button', { name: 'Shuffle rows', exact: true })
    .dragTo(canvas, { targetPosition: target })
  await expect(blockOf(window, 'Shuffle rows')).toBeFocused()
  await expect(wires(window)).toHaveCount(2)
  await expect(wire(window, 'Sample text', 'Shuffle rows')).toHaveCount(1)
  await expect(wire(window, 'Shuffle rows', 'Byte tokenizer')).toHaveCount(1)
  await window.keyboard.press('Delete')
  await expect(wire(window, 'Sample text', 'Byte tokenizer')).toHaveCount(1)
  await expect(wires(window)).toHaveCount(1)

  // one that is on the canvas
  await window.mouse.dblclick(half.x, half.y + 200)
  await window.keyboard.type('clean')
  await window.keyboard.press('Enter')
  const title = blockOf(window, 'Clean text').getByRole('heading')
  await middle(title)
  await window.mouse.move(...(await middle(title)))
  await window.mouse.down()
  await window.mouse.move(half.x, half.y + 60, { steps: 4 })
  await window.mouse.move(half.x, half.y, { steps: 4 })
  await expect(window.locator('.aimed')).toHaveCount(1)
  await window.mouse.up()
  await expect(wire(window, 'Sample text', 'Clean text')).toHaveCount(1)
  await expect(wire(window, 'Clean text', 'Byte tokenizer')).toHaveCount(1)
  await window.keyboard.press('Control+z')
  await expect(wire(window, 'Sample text', 'Byte tokenizer')).toHaveCount(1)
})

test('a block is put into a wire from the keyboard', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Sample text').click()
  await window.keyboard.press('w')
  await window.keyboard.press('/')
  await window.keyboard.type('shuffle')
  await expect(window.getByRole('option').first()).toContainText('connects to Sample text, Train/validation split')
  await window.keyboard.press('Enter')
  await expect(wire(window, 'Sample text', 'Shuffle rows')).toHaveCount(1)
  await expect(wire(window, 'Shuffle rows', 'Train/validation split')).toHaveCount(1)
  await expect(wire(window, 'Sample text', 'Train/validation split')).toHaveCount(0)
})

test('holding Space moves the canvas, holding Shift selects what a box encloses', async ({ window }) => {
  await openExample(window, /Generate text/)
  const placeOf = async (name: string) => (await blockOf(window, name).boundingBox()) ?? { x: 0, y: 0 }
  const [before, other] = [await placeOf('GPT-2'), await placeOf('Trainer')]
  await window.mouse.move(before.x + 30, before.y + 14)
  await window.keyboard.down('Space')
  await window.mouse.down()
  await window.mouse.move(before.x + 80, before.y + 54, { steps: 4 })
  await window.mouse.up()
  await window.keyboard.up('Space')
  const [after, otherAfter] = [await placeOf('GPT-2'), await placeOf('Trainer')]
  expect(after.x - before.x).toBeGreaterThan(30)
  expect(otherAfter.x - other.x).toBeCloseTo(after.x - before.x, 0)

  const canvas = (await window.getByRole('region', { name: 'Canvas' }).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  await window.keyboard.down('Shift')
  await window.mouse.move(canvas.x + 4, canvas.y + 4)
  await window.mouse.down()
  await window.mouse.move(canvas.x + canvas.width - 4, canvas.y + canvas.height - 60, { steps: 6 })
  await window.mouse.up()
  await window.keyboard.up('Shift')
  await expect(window.getByRole('heading', { name: /blocks selected/ })).toBeVisible()
})
