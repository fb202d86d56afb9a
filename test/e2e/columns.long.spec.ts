import { expectAccessible } from './axe.ts'
import { add, blockOf, draw, expect, inputOf, outputOf, test } from './window.ts'

test('columns that come in are listed, left out and named anew, and the preview shows what is left', async ({
  window,
}) => {
  await add(window, 'Sample text pairs', 'Select columns')
  await blockOf(window, 'Select columns').click()
  await expect(window.getByText('The columns appear once data is connected.')).toBeVisible()
  await draw(window, outputOf(window, 'Sample text pairs', 'rows'), inputOf(window, 'Select columns', 'rows'))
  await blockOf(window, 'Select columns').click()

  await window.getByRole('checkbox', { name: 'Keep “source”' }).uncheck()
  await expect(window.getByText('A model cannot learn from “target”.').first()).toBeVisible()
  const name = window.getByRole('textbox', { name: 'New name of “target”' })
  await name.fill('')
  await expect(window.getByText('The new name of “target” is empty.').first()).toBeVisible()
  await name.fill('text')
  await name.blur()
  await expect(window.getByText('The new name of “target” is empty.')).toHaveCount(0)
  await expectAccessible(window)

  await window.getByRole('button', { name: 'Preview output' }).click()
  await expect(window.getByRole('columnheader', { name: 'text' })).toBeVisible({ timeout: 60_000 })
  await expect(window.getByRole('columnheader', { name: 'source' })).toHaveCount(0)

  await window.getByRole('checkbox', { name: 'Keep “source”' }).check()
  await expect(window.getByRole('textbox', { name: 'New name of “source”' })).toHaveValue('source')
})
