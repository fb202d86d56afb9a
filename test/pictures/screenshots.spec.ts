import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makeFailedRun, writeBusy } from '../e2e/busy-files.ts'
import { busyViews } from '../e2e/busy-views.ts'
import { makeRuns, openFile, type View, views, writeKinds } from '../e2e/views.ts'
import { startHost, stopHost, test } from '../e2e/window.ts'
import { dress } from './dress.ts'

const root = join(import.meta.dirname, '../..')

// npm run pictures: every view, to be looked at, into out/pictures; `-- -g dark` those of one look.
test.describe.configure({ timeout: 900_000 })
test.use({ actionTimeout: 60_000 })

const looks = [
  { name: 'light', theme: 'light', language: 'en', width: 1280, height: 800 },
  { name: 'dark', theme: 'dark', language: 'en', width: 1280, height: 800 },
  { name: 'contrast', theme: 'contrast', language: 'en', width: 1280, height: 800 },
  { name: 'chinese', theme: 'light', language: 'zh', width: 1280, height: 800 },
  { name: 'large', theme: 'light', language: 'en', width: 1920, height: 1080 },
  { name: 'zoomed', theme: 'light', language: 'en', width: 640, height: 400 },
] as const
type Look = (typeof looks)[number]

/** Files and runs that the views show: the same for all looks, made once. */
let home: string
test.beforeAll(async () => {
  test.setTimeout(300_000)
  console.log('making the runs that are shown …')
  home = await mkdtemp(join(tmpdir(), 'patchbay-pictures-'))
  await writeKinds(home)
  await writeBusy(home)
  makeRuns(home, 20)
  await makeFailedRun(home, home)
})
test.afterAll(() => rm(home, { recursive: true, force: true }))

for (const look of looks)
  test(`every view, ${look.name}`, async ({ page }) => {
    const host = await startHost(home)
    try {
      await page.goto(host.link)
      await dress(page, look)
      await picturesOf(page, look)
    } finally {
      await stopHost(host)
    }
  })

async function picturesOf(page: Page, look: Look): Promise<void> {
  const folder = join(root, 'out/pictures', look.name)
  await mkdir(folder, { recursive: true })
  const picture = async (name: string) => {
    await page.setViewportSize(look)
    await page.waitForTimeout(400) // what glides or fades is there
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  const shown = async (file: string, all: readonly View[]) => {
    await openFile(page, home, file)
    for (const [i, view] of all.entries()) {
      console.log(`${look.name}: ${file} ${i + 1}/${all.length} ${view.name}`)
      await view.show(page)
      await picture(view.name)
      await view.leave?.(page)
    }
  }
  await page.keyboard.press('Alt+n')
  await page.locator('.template').first().waitFor()
  await picture('empty')
  await shown('kinds', views)
  await shown('busy', busyViews)
}
