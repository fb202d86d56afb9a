import { expectAccessible } from './axe.ts'
import { expect, test } from './window.ts'

test('a new person is shown around in five steps, by keyboard, from data to trying a model', async ({ window }) => {
  await window.getByRole('button', { name: 'Take the tour' }).click()
  const tour = window.getByRole('dialog')
  await expect(window.locator('.react-flow__node')).toHaveCount(9)
  await expect(tour).toContainText('Step 1 of 5')
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused()
  await expect(tour).toHaveAccessibleName('Start with data')
  await expectAccessible(window)

  const spot = window.locator('.spotlight')
  const titles = [
    'The three objectives differ here',
    'The network must match the objective',
    'Run it',
    'Compare runs and try the model',
  ]
  for (const title of titles) {
    const before = await spot.boundingBox()
    await window.keyboard.press('Enter')
    await expect(tour).toHaveAccessibleName(title)
    await expect.poll(() => spot.boundingBox()).not.toEqual(before)
  }
  await window.keyboard.press('Enter')
  await expect(tour).toHaveCount(0)
})

test('the tour can be left at once and taken again from the help', async ({ window }) => {
  await window.keyboard.press('F1')
  await window.getByRole('button', { name: 'Take the tour' }).last().click()
  await expect(window.getByRole('dialog')).toContainText('Step 1 of 5')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await window.keyboard.press('F1')
  await window.getByRole('button', { name: 'Take the tour' }).click()
  await window.getByRole('button', { name: 'Skip the tour' }).click()
  await expect(window.getByRole('dialog')).toHaveCount(0)
})

test('in the simple view the tour points at the form, and with less motion nothing glides', async ({ window }) => {
  await window.keyboard.press('Alt+v')
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await expect(window.locator('html')).toHaveAttribute('data-motion', 'less')
  await window.getByRole('button', { name: 'Take the tour' }).click()
  const data = window.locator('[data-stage="data"]')
  await expect(data).toBeVisible()
  await expect
    .poll(async () =>
      Math.abs(
        ((await window.locator('.spotlight').boundingBox())?.x ?? 0) + 6 - ((await data.boundingBox())?.x ?? 99),
      ),
    )
    .toBeLessThan(2)
  const duration = await window.locator('.tour').evaluate(card => getComputedStyle(card).transitionDuration)
  expect(Number.parseFloat(duration)).toBeLessThan(0.001)
})
