import type { Page } from '@playwright/test'
import { blockOf, draw, expect, inputOf, outputOf, test, wires } from './window.ts'

test.describe.configure({ timeout: 300_000 })

interface Recipe {
  readonly objective: string
  readonly batches: string
  readonly network: string
}

const recipes: readonly Recipe[] = [
  { objective: 'Causal language modelling (CLM)', batches: 'Causal LM collator (shift)', network: 'GPT-2' },
  { objective: 'Masked language modelling (MLM)', batches: 'Masking collator (MLM)', network: 'BERT' },
  { objective: 'Sequence-to-sequence (Seq2Seq)', batches: 'Span corruption collator (T5)', network: 'T5' },
]
const tokenizer = 'Byte tokenizer'

/** The run that was started learns, step by step, to its end. */
async function expectCurve(page: Page) {
  await expect(page.getByRole('img', { name: /Training loss \d/ })).toBeVisible({ timeout: 200_000 })
  await expect(page.getByRole('cell', { name: 'Done' })).toBeVisible({ timeout: 200_000 })
}

for (const { objective, batches, network } of recipes) {
  test(`“${objective}” is built from nothing by mouse, trains and shows its curve`, async ({ window }) => {
    const list = window.getByRole('navigation', { name: 'Blocks' })
    const names = ['Sample text', tokenizer, batches, network, objective, 'AdamW', 'Trainer']
    for (const name of names) await list.getByRole('button', { name, exact: true }).click()
    await window.getByRole('button', { name: 'Tidy up' }).click()
    await window.waitForTimeout(400) // the view glides to its new place
    const joints = [
      ['Sample text', tokenizer, 'rows'],
      [tokenizer, batches, 'tokens'],
      [batches, 'Trainer', 'batches'],
      [network, objective, 'network'],
      [objective, 'Trainer', 'objective'],
      ['AdamW', 'Trainer', 'optimizer'],
    ] as const
    for (const [i, [from, to, port]] of joints.entries()) {
      await draw(window, outputOf(window, from, port), inputOf(window, to, port))
      await expect(wires(window)).toHaveCount(i + 1)
    }
    await blockOf(window, batches).click()
    await window.getByRole('textbox', { name: 'Length', exact: true }).fill('32')
    await blockOf(window, 'Trainer').click()
    await window.getByRole('textbox', { name: 'Training length' }).fill('3')
    await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
    await window.getByRole('button', { name: 'Run', exact: true }).click()
    await expectCurve(window)
  })

  test(`“${objective}” is built from nothing by keyboard alone, trains and shows its curve`, async ({ window }) => {
    const { keyboard } = window
    const place = async (name: string, expected: number) => {
      await keyboard.press('/')
      await expect(window.getByRole('combobox', { name: 'Search blocks' })).toBeFocused()
      await keyboard.type(name)
      await keyboard.press('Enter')
      await expect(blockOf(window, name)).toBeFocused()
      await expect(wires(window)).toHaveCount(expected)
    }
    const set = async (name: string, value: string) => {
      await keyboard.press('Enter')
      const field = window.getByRole('textbox', { name, exact: true })
      await expect(field).toBeVisible()
      while (!(await field.evaluate(f => f === document.activeElement))) await keyboard.press('Tab')
      await keyboard.press('Control+a')
      await keyboard.type(value)
    }
    await place('Sample text', 0)
    await place(tokenizer, 1)
    await place(batches, 2)
    await set('Length', '32')
    await keyboard.press('Shift+F6')
    await expect(blockOf(window, batches)).toBeFocused()
    await place('Trainer', 3)
    await place('AdamW', 4)
    await keyboard.press('ArrowRight')
    await expect(blockOf(window, 'Trainer')).toBeFocused()
    await place(objective, 5)
    await place(network, 6)
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await expect(blockOf(window, 'Trainer')).toBeFocused()
    await set('Training length', '3')
    await expect(window.getByRole('button', { name: 'Ready to run' })).toBeVisible()
    await keyboard.press('Control+Enter')
    await expectCurve(window)
  })
}
