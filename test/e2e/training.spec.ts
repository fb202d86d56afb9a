import { spawnSync } from 'node:child_process'
import { expectAccessible } from './axe.ts'
import { blockOf, expect, openExample, startHost, stopHost, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

test('a run shows its live curve, progress on blocks and a prediction, stops, and can be tried', async ({ window }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Evaluate every' }).fill('5')
  await window.getByRole('textbox', { name: 'Training length' }).fill('200')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByRole('img', { name: /Training loss \d/ })).toBeVisible({ timeout: 120_000 })
  await expect(blockOf(window, 'Trainer')).toContainText(/Step \d+\/200\s*Loss \d/)
  await expect(window.getByRole('heading', { name: /Latest sample, step/ })).toBeVisible({ timeout: 120_000 })
  await expect(window.getByText(/Tokens\/s/).first()).toBeVisible()
  await expectAccessible(window)

  await window.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(window.getByRole('cell', { name: 'Stopped' })).toBeVisible({ timeout: 60_000 })

  await window.getByRole('tab', { name: 'Playground' }).click()
  await window.getByRole('textbox', { name: /Enter the beginning of a text/ }).fill('The whale')
  await window.getByRole('button', { name: 'Predict' }).click()
  await expect(window.getByRole('region', { name: 'Answer' }).locator('mark')).not.toBeEmpty({ timeout: 60_000 })
  await expectAccessible(window)
})

test('runs are compared side by side, and a lost connection is told and mended', async ({ window, host, home }) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Training length' }).fill('2')
  for (const seed of ['1', '2']) {
    await window.getByRole('textbox', { name: 'Seed' }).fill(seed)
    await window.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(window.getByRole('cell', { name: 'Done' })).toHaveCount(Number(seed), { timeout: 120_000 })
  }
  for (const tick of await window.getByRole('checkbox').all()) await tick.check()
  await window.getByRole('tab', { name: 'Compare' }).click()
  await expect(window.getByRole('rowheader', { name: /trainer.seed/ })).toBeVisible()
  await expectAccessible(window)

  const port = new URL(window.url()).port
  await stopHost(host)
  await expect(window.getByText('The connection to Patchbay was lost.')).toBeVisible()
  const again = await startHost(home, port)
  await window.goto(again.link)
  await window.getByRole('button', { name: 'Show runs' }).click()
  await expect(window.getByRole('cell', { name: 'Done' })).toHaveCount(2)
  await stopHost(again)
})

test('a run goes on when its window is closed, and a killed engine is told in words', async ({
  window,
  context,
  home,
}) => {
  await openExample(window, /Generate text/)
  await blockOf(window, 'Trainer').click()
  await window.getByRole('textbox', { name: 'Evaluate every' }).fill('5')
  await window.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(window.getByRole('img', { name: /Training loss \d/ })).toBeVisible({ timeout: 120_000 })
  const address = new URL(window.url()).origin
  await window.close()

  const again = await context.newPage()
  await again.goto(address)
  await expect(again.getByRole('cell', { name: 'Running' })).toBeVisible({ timeout: 30_000 })

  spawnSync('pkill', ['-9', '-f', `engine.js ${home}`])
  await expect(again.getByRole('cell', { name: 'Failed' })).toBeVisible({ timeout: 30_000 })
  await expect(again.getByText(/SIGKILL/).first()).toBeVisible()
  await again.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(again.getByRole('cell', { name: 'Running' })).toBeVisible({ timeout: 60_000 })
})
