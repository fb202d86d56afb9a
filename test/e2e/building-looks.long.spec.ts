import { expectAccessible } from './axe.ts'
import { blockOf, draw, expect, inputOf, outputOf, test } from './window.ts'

test.describe.configure({ timeout: 240_000 })

const titles = {
  en: { text: 'Sample text', batches: 'Causal LM collator (shift)', keys: 'change the keys' },
  zh: { text: '示例文本', batches: '因果语言建模整理器（移位）', keys: '更改快捷键' },
}

for (const language of ['en', 'zh'] as const)
  for (const theme of ['light', 'dark'])
    test(`searches, keys, refusals and the overview hinder nobody (${language}, ${theme})`, async ({ window }) => {
      const { text, batches, keys } = titles[language]
      await window.evaluate(
        ([l, t]) => {
          localStorage.setItem('language', l)
          localStorage.setItem('theme', t)
          localStorage.setItem('overview', 'shown')
        },
        [language, theme] as const,
      )
      await window.reload()
      await expect(window.locator('.canvas-empty')).toBeVisible()
      for (const name of [text, batches]) {
        await window.keyboard.press('/')
        await window.keyboard.type(name)
        await window.keyboard.press('Enter')
        await expect(blockOf(window, name)).toBeFocused()
      }
      await window.keyboard.press('/')
      await expectAccessible(window)
      await window.keyboard.press('Escape')
      await window.keyboard.press('c')
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await expect(window.getByRole('option').first()).toBeVisible()
      await expectAccessible(window)
      await window.keyboard.press('Escape')
      await window.keyboard.press('Control+k')
      await expectAccessible(window)
      await window.keyboard.type(keys)
      await window.keyboard.press('Enter')
      await expect(window.locator('.key-rows')).toBeVisible()
      await expectAccessible(window)
      await window.keyboard.press('Escape')
      await window.keyboard.press('Shift+A')
      await window.waitForTimeout(500) // the view glides to its new place
      const [rows, tokens] = language === 'en' ? ['rows', 'tokens'] : ['数据行', '词元']
      const port = (block: string, name: string, side: 'input' | 'output') =>
        language === 'en'
          ? (side === 'output' ? outputOf : inputOf)(window, block, name)
          : blockOf(window, block).getByRole('button', { name: `${side === 'output' ? '输出' : '输入'}：${name}` })
      await draw(window, port(text, rows, 'output'), port(batches, tokens, 'input'))
      await expect(window.getByRole('alert')).toBeVisible()
      await expectAccessible(window)
    })
