import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { opened } from './window.ts'

export const root = join(import.meta.dirname, '../..')

/** One view of the window: how it is reached from a canvas with nothing open, and how it is left again. */
export interface View {
  readonly name: string
  /** The part of the window that is new in it. */
  readonly part: string
  readonly show: (page: Page) => Promise<void>
  readonly leave?: (page: Page) => Promise<void>
}

/** A pipeline of a short text that can run, and beside it a block for every other kind of setting; in the folder, as `kinds.patchbay`. */
export async function writeKinds(folder: string): Promise<string> {
  const graph = JSON.parse(await readFile(join(root, 'examples/clm.patchbay'), 'utf8'))
  const text = join(folder, 'text.txt')
  await writeFile(text, Array.from({ length: 2000 }, (_, n) => `The whale number ${n} rose from the sea.`).join('\n'))
  const short: Record<string, object> = {
    text: { type: 'text-file', params: { path: text, unit: 'line' } },
    tokenizer: { params: { size: 300 } },
  }
  const own = graph.blocks.map((block: { id: string }) => ({ ...block, ...short[block.id] }))
  const more = ['csv-file', 'hub-dataset', 'pretrained', 'tags-file', 'clean-text', 'text-file']
  const blocks = more.map((type, n) => ({ id: type, type, params: {}, at: [276 * n, 780] }))
  const path = join(folder, 'kinds.patchbay')
  await writeFile(path, JSON.stringify({ ...graph, name: 'Kinds', blocks: [...own, ...blocks] }))
  return path
}

/** A command as it is called in a terminal, with a home of its own. */
export const terminal = (home: string, args: readonly string[]) =>
  spawnSync(process.execPath, ['out/main/cli.js', ...args], {
    cwd: root,
    env: { ...process.env, PATCHBAY_HOME: home },
    encoding: 'utf8',
  })

/** Two short runs, made in the terminal, for the views that need some. */
export function makeRuns(home: string, steps = 2): void {
  for (const seed of [1, 2]) {
    const set = ['--set', `trainer.seed=${seed}`, '--set', 'trainer.evaluateEvery=1']
    const run = ['run', 'examples/clm.patchbay', '--steps', String(steps), '--name', `Run ${seed}`, ...set]
    const { status, stderr } = terminal(home, run)
    if (status !== 0) throw new Error(`makeRuns: the run ended with ${status}: ${stderr}`)
  }
}

export async function openFile(page: Page, folder: string, name: string): Promise<void> {
  await opened(page)
  await page.keyboard.press('Control+o')
  const path = page.locator('.folder-bar input')
  await path.fill(folder)
  await path.press('Enter')
  await page.locator('.files button', { hasText: name }).click()
  await page.locator('.react-flow__node').first().waitFor()
  await page.waitForTimeout(300) // the view glides to its new place
}

export const leaveDialog = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export const dialog = (name: string, key: string): View => ({
  name,
  part: '[role=dialog]',
  show: async page => {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
  },
  leave: leaveDialog,
})

export const select = async (page: Page, id: string) => {
  await page.locator(`.react-flow__node[data-id="${id}"] header`).click()
  await page.locator('.inspector .title-input').waitFor()
}
export const selectNothing = (page: Page) => page.keyboard.press('Escape')

const inspector = (id: string, open?: string): View => ({
  name: `settings-${id}`,
  part: '.inspector',
  show: async page => {
    await select(page, id)
    await page.locator('.inspector details').evaluateAll(all => {
      for (const details of all) details.setAttribute('open', '')
    })
    if (open) await page.locator(open).first().waitFor({ timeout: 30_000 })
  },
  leave: selectNothing,
})

const preview = (id: string, shown: string): View => ({
  name: `preview-${id}`,
  part: '.preview-panel',
  show: async page => {
    await select(page, id)
    await page.keyboard.press('Alt+p')
    await page.locator(shown).first().waitFor({ timeout: 60_000 })
  },
  leave: async page => {
    await page.keyboard.press('Alt+p')
    await selectNothing(page)
  },
})

export const runTab = (name: string, n: number, prepare?: (page: Page) => Promise<void>): View => ({
  name,
  part: '.runs-panel',
  show: async page => {
    await page.keyboard.press('Alt+r')
    await page.locator('.run-table tbody tr', { hasText: 'Run 2' }).locator('.run-name button').click()
    await page.locator('.run-view [role=tab]').nth(n).click()
    await prepare?.(page)
  },
  leave: async page => {
    await page.keyboard.press('Alt+r')
  },
})

const ticks = (page: Page) =>
  page
    .locator('.run-table tbody tr', { hasText: /Run \d/ })
    .locator('input[type=checkbox]')
    .all()

const tick = async (page: Page) => {
  for (const box of await ticks(page)) await box.check()
  await page.locator('.comparing table').first().waitFor()
}

const untick = async (page: Page) => {
  for (const box of await ticks(page)) await box.uncheck()
  await page.keyboard.press('Alt+r')
}

/** Every view of the window, with the pipeline of `writeKinds` open and the runs of `makeRuns` made. */
export const views: readonly View[] = [
  { name: 'canvas', part: '.app', show: async () => {} },
  inspector('split'),
  inspector('tokenizer', '.token-chips li'),
  inspector('network'),
  inspector('trainer'),
  inspector('csv-file'),
  inspector('hub-dataset'),
  inspector('pretrained'),
  inspector('tags-file'),
  inspector('clean-text'),
  preview('split', '.preview-panel table'),
  preview('tokenizer', '.preview-panel li, .preview-panel table'),
  preview('collator', '.preview-panel table'),
  runTab('run-curve', 0),
  { ...runTab('run-compare', 1, tick), leave: untick },
  runTab('run-try', 2),
  runTab('run-evaluate', 3),
  dialog('templates', 'Control+e'),
  {
    name: 'template-file',
    part: '[role=dialog]',
    show: async page => {
      await page.keyboard.press('Control+e')
      await page.locator('.template .button.small').first().click()
      await page.locator('.drop-zone').waitFor()
    },
    leave: leaveDialog,
  },
  dialog('open-file', 'Control+o'),
  dialog('save-file', 'Control+Shift+s'),
  dialog('help', 'F1'),
  dialog('settings', 'Control+,'),
  dialog('add-block', '/'),
  dialog('commands', 'Control+k'),
  dialog('objective', 'Alt+o'),
  dialog('history', 'Alt+h'),
  dialog('tour', 'Shift+F1'),
  {
    name: 'outline',
    part: '.outline',
    show: async page => {
      await page.keyboard.press('Alt+t')
      await page.locator('.outline').waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Alt+t')
      await page.locator('.outline').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'simple',
    part: '.app',
    show: async page => {
      await page.keyboard.press('Alt+v')
      await page.locator('.simple-block').first().waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Alt+v')
      await page.locator('.react-flow__node').first().waitFor()
    },
  },
]
