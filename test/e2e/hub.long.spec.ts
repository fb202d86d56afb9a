import { hubServer } from '../main/hub/hub-server.ts'
import { expectAccessible } from './axe.ts'
import { add, blockOf, expect, test } from './window.ts'

const hub = hubServer()
test.beforeAll(hub.open)
test.afterAll(hub.close)

test('a dataset of the Hub is looked up, a part chosen, and downloaded where one sees how far it is', async ({
  window,
}) => {
  await add(window, 'Hugging Face dataset')
  await blockOf(window, 'Hugging Face dataset').click()
  await window.getByRole('textbox', { name: 'Dataset' }).fill('me/words')
  await window.getByText('Advanced', { exact: true }).click()
  await window.getByRole('textbox', { name: 'Address' }).fill(hub.address)
  await window.keyboard.press('Tab')
  expect(hub.asked).toEqual([])

  await window.getByRole('button', { name: 'List available files' }).click()
  await window.getByRole('button', { name: 'plain / test' }).click()
  await expect(window.getByRole('button', { name: 'plain / test', pressed: true })).toBeVisible()
  await expectAccessible(window)

  hub.slow = 3000
  await window.getByRole('button', { name: 'Download', exact: true }).click()
  await expect(window.getByRole('progressbar', { name: 'Download' })).toBeVisible()
  await window.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(window.getByRole('textbox', { name: 'Local folder' })).toHaveValue('')
  hub.slow = 0
  await window.getByRole('button', { name: 'Download', exact: true }).click()
  await expect(window.getByRole('textbox', { name: 'Local folder' })).toHaveValue(/plain-test$/)
  await expect(window.getByText('The dataset has not been downloaded yet.')).toHaveCount(0)
})
