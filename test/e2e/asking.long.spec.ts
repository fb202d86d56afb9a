import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

async function trained(window: Page, example: RegExp): Promise<void> {
  await openExample(window, example)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Training length' }).fill('2')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByRole('cell', { name: 'Done' })).toBeVisible({ timeout: 120_000 })
  await window.getByRole('tab', { name: 'Playground' }).click()
  await window.getByText('Options', { exact: true }).click()
}

const slider = (window: Page, name: string) => window.getByRole('slider', { name, exact: true })

test('how a model writes is set by options, which say when they rest and are remembered', async ({ window }) => {
  await trained(window, /Generate text/)
  await expect(slider(window, 'Temperature')).toHaveValue('0.8')
  await expect(slider(window, 'Length penalty')).toBeDisabled()
  await slider(window, 'Beams').fill('3')
  await expect(slider(window, 'Temperature')).toBeDisabled()
  await expect(slider(window, 'Length penalty')).toBeEnabled()
  await slider(window, 'Length').fill('5')
  await expectAccessible(window)
  const answer = window.getByRole('region', { name: 'Answer' }).locator('mark')
  await window.getByRole('button', { name: 'Predict' }).click()
  await expect(answer).not.toBeEmpty({ timeout: 60_000 })
  const short = (await answer.innerText()).length

  await slider(window, 'Length').fill('60')
  await window.getByRole('button', { name: 'Predict' }).click()
  await expect.poll(async () => (await answer.innerText()).length, { timeout: 60_000 }).toBeGreaterThan(short)

  await window.reload()
  await window.getByRole('button', { name: 'Show runs' }).click()
  await window.getByRole('tab', { name: 'Playground' }).click()
  await window.getByText('Options', { exact: true }).click()
  await expect(slider(window, 'Beams')).toHaveValue('3')
  await window.getByRole('button', { name: 'Restore defaults' }).click()
  await expect(slider(window, 'Beams')).toHaveValue('1')
  await expect(slider(window, 'Temperature')).toBeEnabled()
})

test('a model that fills gaps is asked for a number of candidates, and for nothing else', async ({ window }) => {
  await trained(window, /Fill in masked words/)
  await expect(window.getByRole('slider')).toHaveCount(1)
  await slider(window, 'Candidates').fill('8')
  await window.getByRole('button', { name: 'Predict' }).click()
  const blank = window.getByRole('region', { name: 'Blank 1' })
  await expect(blank.getByRole('listitem')).toHaveCount(8, { timeout: 60_000 })
  await expectAccessible(window)
})
