import type { Page } from '@playwright/test'
import { leaveDialog, runTab, select, selectNothing, type View } from './views.ts'

const command = async (page: Page, title: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').locator('input').fill(title)
  await page.keyboard.press('Enter')
}

/** Targets are large enough where nothing is drawn smaller than it is. */
async function atFullSize(page: Page) {
  await page.keyboard.press('Control+0')
  await page.waitForTimeout(300)
}

const menu = '.selection-menu'

/** What moves, what went wrong, what is edited: with the pipeline of `writeBusy` open, and the runs of `makeRuns` and `makeFailedRun`. */
export const busyViews: readonly View[] = [
  {
    name: 'busy-canvas',
    part: '.app',
    show: atFullSize,
  },
  {
    name: 'group-title',
    part: '.app',
    show: page => page.locator('.frame-head input').focus(),
    leave: selectNothing,
  },
  {
    name: 'note-edit',
    part: '.app',
    show: page => page.locator('.note textarea').focus(),
    leave: async page => {
      await selectNothing(page)
      await page.keyboard.press('.') // all of it again
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'selection-menu',
    part: menu,
    show: async page => {
      await select(page, 'collator')
      await page.locator('.react-flow__node[data-id="network"] header').click({ modifiers: ['Control'] })
      await page.locator('button[aria-haspopup=menu]').last().click()
      await page.locator(menu).waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.locator(menu).waitFor({ state: 'detached' })
      await selectNothing(page)
    },
  },
  {
    name: 'sub-graph-inside',
    part: '.app',
    show: async page => {
      await select(page, 'learning')
      await page.keyboard.press('Alt+Enter')
      await page.locator('.breadcrumb').waitFor()
      await select(page, 'optimizer')
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.locator('.breadcrumb').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'settings-sub-graph',
    part: '.inspector',
    show: page => select(page, 'learning'),
    leave: selectNothing,
  },
  {
    name: 'wire-peek',
    part: '.peek',
    show: async page => {
      await select(page, 'collator')
      await page.keyboard.press('o')
      await page.locator('.peek li').first().waitFor({ timeout: 60_000 })
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.locator('.peek').waitFor({ state: 'detached' })
      await selectNothing(page)
    },
  },
  {
    name: 'sight',
    part: '.preview-panel',
    show: async page => {
      await select(page, 'network')
      await page.keyboard.press('Alt+p')
      await page.locator('.preview-views button').nth(1).click()
      await page.locator('.sight-grid').first().waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'proof',
    part: '.preview-panel',
    show: async page => {
      await page.locator('.proof .button.primary').click()
      await page.locator('.proof-verdict').waitFor({ timeout: 60_000 })
    },
    leave: async page => {
      await page.locator('.preview-views button').first().click()
      await page.keyboard.press('Alt+p')
      await selectNothing(page)
    },
  },
  {
    name: 'connect',
    part: '[role=dialog]',
    show: async page => {
      await select(page, 'text')
      await page.keyboard.press('c')
      await page.getByRole('dialog').waitFor()
    },
    leave: async page => {
      await leaveDialog(page)
      await selectNothing(page)
    },
  },
  {
    name: 'objective-changes',
    part: '[role=dialog]',
    show: async page => {
      await page.keyboard.press('Alt+o')
      await page.getByRole('dialog').getByRole('radio').nth(1).check()
      await page.locator('.switch-changes').waitFor({ timeout: 60_000 })
    },
    leave: leaveDialog,
  },
  {
    name: 'compare-objectives',
    part: '[role=dialog]',
    show: async page => {
      await command(page, 'Compare all three objectives')
      await page.locator('.ways-table tbody tr').nth(2).waitFor({ timeout: 60_000 })
    },
    leave: leaveDialog,
  },
  {
    name: 'keys',
    part: '[role=dialog]',
    show: async page => {
      await command(page, 'Change keyboard shortcuts')
      await page.locator('.keys-dialog').waitFor()
    },
  },
  {
    name: 'keys-conflict',
    part: '[role=dialog]',
    show: async page => {
      await page.locator('.key-chip button').first().click()
      await page.keyboard.press('Control+g')
      await page.locator('.keys-dialog [role=alert]').waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Escape') // no key after all
      await leaveDialog(page)
    },
  },
  {
    name: 'history-filled',
    part: '.history-list',
    show: async page => {
      await select(page, 'network')
      for (const key of ['Control+ArrowDown', 'Control+b', 'Control+z']) await page.keyboard.press(key)
      await selectNothing(page)
      await page.keyboard.press('Alt+h')
      await page.locator('.history-list li').nth(2).waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.locator('.history-list').waitFor({ state: 'detached' })
    },
  },
  runTab('run-failed', 0, async page => {
    await page.locator('.run-state[data-state=failed]').first().click()
    await page.locator('.run-problem').waitFor()
  }),
  runTab('run-evaluated', 3, async page => {
    await page.locator('.run-table tbody tr', { hasText: 'Run 1' }).locator('.run-name button').click()
    await page.locator('.evaluating input[type=number]').fill('20')
    await page.locator('.evaluating button[type=submit]').click()
    await page.locator('.evaluating .facts').first().waitFor({ timeout: 120_000 })
  }),
  runTab('run-answered', 2, async page => {
    await page.locator('.run-table tbody tr', { hasText: 'Run 1' }).locator('.run-name button').click()
    await page.locator('.playground textarea').fill('The whale')
    await page.locator('.playground .button.primary').click()
    await page.locator('.playground mark').first().waitFor({ timeout: 60_000 })
  }),
  {
    name: 'run-live',
    part: '.top-bar, .runs-panel, .react-flow__node[data-id="trainer"]',
    show: async page => {
      await page.keyboard.press('Control+Enter')
      await page.locator('.runs-panel .chart canvas').waitFor({ timeout: 120_000 })
      await page.locator('.runs-panel .sample').first().waitFor({ timeout: 120_000 })
    },
    leave: async page => {
      await page.keyboard.press('Control+Alt+Enter')
      await page.locator('.top-bar .button.stop').waitFor({ state: 'detached', timeout: 60_000 })
      await page.keyboard.press('Alt+r')
    },
  },
]
