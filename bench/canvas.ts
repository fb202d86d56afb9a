import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import config from '../playwright.config.ts'

/**
 * How smooth the canvas is with 500 blocks and 1000 wires, in headless Chromium at zoom 1: milliseconds between frames while a
 * block is dragged and while the canvas is moved, and the time from choosing the file until what is in view is drawn. All of it again while
 * a run streams twenty points a second: its engine is a scripted one, which computes nothing, so that only the window's own work
 * is measured. Each is repeated; on a machine that others use too the best spell counts.
 */
const rounds = Number(process.argv[2] ?? 5)
const root = join(import.meta.dirname, '..')
const [columns, rows] = [20, 25]

/** Twenty columns of blocks that join what the column before gives: 500 blocks, 1000 wires. */
function bigGraph() {
  const id = (column: number, row: number) => `b${column}-${((row % rows) + rows) % rows}`
  const places = Array.from({ length: columns * rows }, (_, i) => ({ column: Math.floor(i / rows), row: i % rows }))
  const blocks = places.map(({ column, row }) => ({
    id: id(column, row),
    type: column === 0 ? 'sample-text' : 'join-rows',
    params: {},
    at: [column * 300, row * 170],
  }))
  const wires = places
    .filter(({ column }) => column > 0)
    .flatMap(({ column, row }) => [
      [
        [id(column - 1, row), 'rows'],
        [id(column, row), 'a'],
      ],
      [
        [id(column - 1, row + 1), 'rows'],
        [id(column, row), 'b'],
      ],
      ...(column > columns - 3
        ? [
            [
              [id(column - 1, row - 1), 'rows'],
              [id(column, row), 'c'],
            ],
          ]
        : []),
    ])
  return { format: 'patchbay/1', name: 'big', blocks, wires, groups: [], notes: [] }
}

interface Frames {
  readonly median: number
  readonly p95: number
  readonly worst: number
  /** Processor time of the page's main thread for each frame: others' load does not change it. */
  readonly work: number
}

let session: CDPSession | undefined

/** Seconds of processor time that the main thread has worked, on scripts and in all. */
async function threadTime(): Promise<number> {
  const { metrics } = (await session?.send('Performance.getMetrics')) ?? { metrics: [] }
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

/** Milliseconds between the frames while something is done. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frames: times })
    const tick = (now: number) => {
      times.push(now)
      if (Object.hasOwn(window, 'frames')) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const before = await threadTime()
  await act()
  const worked = (await threadTime()) - before
  const times = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: number[] }
    Reflect.deleteProperty(window, 'frames')
    return frames
  })
  const gaps = times
    .slice(1)
    .map((time, i) => time - (times[i] ?? time))
    .sort((a, b) => a - b)
  const at = (share: number) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95), worst: at(1), work: (worked * 1000) / gaps.length }
}

async function swing(page: Page, [x, y]: readonly [number, number]) {
  for (let i = 0; i < 60; i++) {
    const turn = (i / 30) * Math.PI
    await page.mouse.move(x + 120 * Math.sin(turn), y + 60 * (1 - Math.cos(turn)))
    await page.waitForTimeout(8)
  }
}

/** The title of the block nearest to the middle of the canvas. */
const middleTitle = (page: Page) =>
  page.evaluate(() => {
    const middle = (e: Element) => {
      const { x, y, width, height } = e.getBoundingClientRect()
      return [x + width / 2, y + height / 2] as const
    }
    const canvas = document.querySelector('.canvas')
    const [left, top] = canvas ? middle(canvas) : [0, 0]
    const far = (e: Element) => Math.hypot(middle(e)[0] - left, middle(e)[1] - top)
    const titles = [...document.querySelectorAll('.react-flow__node h3')]
    const title = titles.toSorted((a, b) => far(a) - far(b))[0]
    return title && { x: title.getBoundingClientRect().x, y: title.getBoundingClientRect().y }
  })

async function dragBlock(page: Page): Promise<Frames> {
  const title = await middleTitle(page)
  if (!title) throw new Error('dragBlock: no block is shown')
  const at = [title.x + 20, title.y + 8] as const
  await page.mouse.move(...at)
  await page.mouse.down()
  const frames = await framesOf(page, () => swing(page, at))
  await page.mouse.up()
  return frames
}

/** Holding Space, from the middle of the canvas. */
async function pan(page: Page): Promise<Frames> {
  const box = await page.locator('.canvas').boundingBox()
  if (!box) throw new Error('pan: there is no canvas')
  const at = [box.x + box.width / 2, box.y + box.height / 2] as const
  await page.mouse.move(...at)
  await page.keyboard.down('Space')
  await page.mouse.down()
  const frames = await framesOf(page, () => swing(page, at))
  await page.mouse.up()
  await page.keyboard.up('Space')
  return frames
}

interface Opening {
  /** Milliseconds from choosing the file until its blocks and wires are drawn, in the place where they stay. */
  readonly time: number
  /** Of these, processor time of the page's main thread. */
  readonly work: number
}

async function open(page: Page, home: string): Promise<Opening> {
  await page.keyboard.press('Control+o')
  const folder = page.getByRole('textbox', { name: 'Folder' })
  await folder.fill(home)
  await folder.press('Enter')
  const file = page.getByRole('button', { name: /^big\.patchbay/ })
  await file.waitFor()
  const before = await threadTime()
  const { time, blocks, wires } = await file.evaluate(untilStill)
  if (blocks < 20 || wires < 40) throw new Error(`open: only ${blocks} blocks and ${wires} wires are drawn`)
  return { time, work: ((await threadTime()) - before) * 1000 }
}

/** Clicks, and waits until no block or wire came, went or moved for half a second; the time until the last that did. */
function untilStill(button: Element) {
  return new Promise<{ time: number; blocks: number; wires: number }>(resolve => {
    const start = performance.now()
    let [last, seen] = [start, '']
    const look = () => {
      const now = performance.now()
      const blocks = document.querySelectorAll('.react-flow__node').length
      const wires = document.querySelectorAll('.react-flow__edge').length
      const view = document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform
      const state = `${blocks} ${wires} ${view}`
      if (state !== seen) [last, seen] = [now, state]
      if (blocks > 0 && now - last > 500) resolve({ time: last - start, blocks, wires })
      else requestAnimationFrame(look)
    }
    ;(button as HTMLElement).click()
    look()
  })
}

/** The built app with an engine that says twenty points a second and computes nothing. */
async function scriptedApp(folder: string): Promise<string> {
  await cp(join(root, 'out'), join(folder, 'out'), {
    recursive: true,
    filter: path => !path.includes(join('out', 'test')),
  })
  for (const name of ['node_modules', 'examples', 'data-samples', 'package.json'])
    await symlink(join(root, name), join(folder, name))
  await cp(join(root, 'test', 'fixtures', 'engines', 'scripted.mjs'), join(folder, 'out', 'main', 'engine.js'))
  await writeFile(join(folder, 'script.json'), JSON.stringify({ steps: 100_000, pause: 50 }))
  return join(folder, 'out', 'main', 'cli.js')
}

async function serve(program: string, folder: string): Promise<{ link: string; stop: () => void }> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--no-open'], {
    env: { ...process.env, PATCHBAY_HOME: join(folder, 'home'), PATCHBAY_TEST_SCRIPT: join(folder, 'script.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const link = await new Promise<string>(resolve =>
    child.stdout.on('data', data => {
      const found = /http:\S+/.exec(String(data))?.[0]
      if (found) resolve(found)
    }),
  )
  return { link, stop: () => void child.kill('SIGTERM') }
}

const told = ({ median, p95, worst, work }: Frames) =>
  `median ${median.toFixed(1)}  p95 ${p95.toFixed(1)}  worst ${worst.toFixed(0)} ms, ${work.toFixed(1)} ms of processor time a frame`
const shown = (o?: Opening) => `${o?.time.toFixed(0)} ms (${o?.work.toFixed(0)} ms of processor time)`
const none: Frames = { median: 0, p95: 0, worst: 0, work: 0 }
const best = (all: readonly Frames[]) => all.reduce((a, b) => (b.median + b.p95 < a.median + a.p95 ? b : a))

async function measure(page: Page, home: string, label: string) {
  const opened: Opening[] = []
  const [drags, pans]: [Frames[], Frames[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press('Alt+n')
    opened.push(await open(page, home))
    await page.waitForTimeout(1500) // the view has come to rest and the graph was checked
    await page.keyboard.press('Control+0')
    await page.waitForTimeout(400)
    drags.push(await dragBlock(page))
    pans.push(await pan(page))
    console.log(
      `  opening ${shown(opened.at(-1))} · dragging ${told(drags.at(-1) ?? none)} · panning ${told(pans.at(-1) ?? none)}`,
    )
  }
  const all = (frames: readonly Frames[]) => frames.map(f => f.median.toFixed(1)).join(' ')
  console.log(`${label}:`)
  console.log(`  opening  ${shown(opened.toSorted((a, b) => a.time - b.time)[0])}`)
  console.log(`  dragging ${told(best(drags))} (medians ${all(drags)})`)
  console.log(`  panning  ${told(best(pans))} (medians ${all(pans)})`)
}

const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'))
const { link, stop } = await serve(await scriptedApp(folder), folder)
const browser = await chromium.launch(config.use?.launchOptions ?? {})
try {
  const home = join(folder, 'home')
  await writeFile(join(home, 'big.patchbay'), JSON.stringify(bigGraph()))
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(link)
  await page.locator('.once-begun[aria-busy=false]').first().waitFor()
  console.log(`500 blocks, 1000 wires, zoom 1; best of ${rounds}; load of the machine ${loadavg()[0]?.toFixed(1)}`)
  await measure(page, home, 'at rest')

  await page.keyboard.press('Control+e')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /causal/i })
    .first()
    .click()
  await page.getByRole('button', { name: 'Ready to run' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/Step \d+/)
    .first()
    .waitFor()
  await measure(page, home, 'while a run streams')
} finally {
  await browser.close()
  stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
