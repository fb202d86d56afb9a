import { expectAccessible } from './axe.ts'
import { expect, openExample, test } from './window.ts'

test('the language switches live and is remembered', async ({ window }) => {
  await openExample(window, /Generate text/)
  await window.getByRole('button', { name: 'Language', exact: true }).click()
  await window.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(window.getByRole('button', { name: '运行', exact: true })).toBeVisible()
  await expect(window.getByRole('group', { name: '训练器', exact: true })).toBeVisible()
  await expect(window.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expectAccessible(window)
  await expect(window.getByText('所有更改均已保存')).toBeVisible()
  await window.reload()
  await expect(window.getByRole('button', { name: '可以运行' })).toBeVisible()
})

for (const [name, theme] of [
  ['Light', 'light'],
  ['Dark', 'dark'],
  ['High contrast', 'contrast'],
] as const)
  test(`nothing is in anyone's way in the theme “${name}”`, async ({ window }) => {
    await openExample(window, /Generate text/)
    await window.getByRole('button', { name: 'Theme', exact: true }).click()
    await window.getByRole('menuitemradio', { name }).click()
    await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
    await window.getByRole('group', { name: 'Trainer', exact: true }).click()
    await expectAccessible(window)
    await window.keyboard.press('F1')
    await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts and help' })).toBeVisible()
    await expectAccessible(window)
  })

test('the gallery and the search are accessible', async ({ window }) => {
  await window.keyboard.press('Control+e')
  await expect(window.getByRole('dialog', { name: 'Templates' })).toBeVisible()
  await expectAccessible(window)
  await window.keyboard.press('Escape')
  await window.keyboard.press('/')
  await expect(window.getByRole('combobox', { name: 'Search blocks' })).toBeFocused()
  await expectAccessible(window)
})

test('a page of a window that was used up, or of another site, gets nothing', async ({ host, request }) => {
  const { origin } = new URL(host.link)
  expect((await request.get(origin)).status()).toBe(401)
  expect((await request.get(host.link, { headers: { host: 'evil.example' } })).status()).toBe(421)
  expect((await request.get(`${origin}/open?k=wrong`)).status()).toBe(403)
})
