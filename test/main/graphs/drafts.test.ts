import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { DraftPresence } from '../../../core/graph/draft.ts'
import { emptyGraph } from '../../../core/graph/graph.ts'
import { applyStep, type HistoryStep, newHistory } from '../../../core/graph/history.ts'
import type { Refusals } from '../../../core/problem.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import { type App, openApp } from '../../../main/app.ts'
import { databaseFile } from '../../../main/home-folder.ts'
import { openStore } from '../../../main/store/store.ts'
import { randomEdit } from '../../core/graph/random-edits.ts'

const opened: App[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

function open(home = mkdtempSync(join(tmpdir(), 'patchbay-drafts-'))) {
  const app = openApp({ home, out: join(home, 'out') })
  opened.push(app)
  return { calls: createClient(serve(app.service)), home }
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Refusals) => error.problems[0]?.code,
  )

type Steps = (HistoryStep & Record<string, unknown>)[]

test('a draft comes back with its file and everything that can be undone, also in another process of the app', async () => {
  const { calls, home } = open()
  const start = emptyGraph('Begun')
  const edits = Array.from({ length: 300 }, (_, i) => i)
  let history = newHistory(start)
  const steps: Steps = []
  for (const i of edits) {
    const step: HistoryStep = i % 13 === 5 ? { step: 'undo' } : { step: 'act', edit: randomEdit(history.present, i) }
    history = applyStep(history, step)
    steps.push(step as Steps[number])
  }
  const [first, second] = [steps.slice(0, 200), steps.slice(200)]
  const middle = (first as HistoryStep[]).reduce(applyStep, newHistory(start)).present
  const file = { path: '/somewhere/begun.patchbay', seen: 'abc' }
  const { id, revision } = await calls.call('pipeline.save', {
    graph: middle,
    ...file,
    journal: { start, from: 0, steps: first },
  })
  await calls.call('pipeline.save', {
    id,
    revision,
    graph: history.present,
    ...file,
    journal: { from: 200, steps: second },
  })
  const draft = await open(home).calls.call('pipeline.resume', { id })
  expect(draft).toMatchObject({ id, revision: revision + 1, ...file })
  expect(draft.graph).toEqual(history.present)
  const { journal } = draft
  if (!journal) throw new Error('the draft has no journal')
  const again = (journal.steps as Steps).reduce(applyStep, newHistory(journal.start))
  expect(again.present).toEqual(history.present)
  expect(again.past.length).toBe(history.past.length)
})

test('a draft is not kept over what another window has kept there since', async () => {
  const { calls } = open()
  const { id, revision } = await calls.call('pipeline.save', { graph: emptyGraph('Mine') })
  await calls.call('pipeline.save', { id, revision, graph: emptyGraph('Theirs') })
  const late = calls.call('pipeline.save', { id, revision, graph: emptyGraph('Mine again') })
  expect(await codeOf(late)).toBe('kept-elsewhere')
  expect((await calls.call('pipeline.open', { id })).name).toBe('Theirs')
})

test('a file that was changed after it was opened is not replaced unknowingly', async () => {
  const { calls, home } = open()
  const path = join(home, 'a.patchbay')
  const saved = await calls.call('file.save', { path, graph: emptyGraph('One') })
  expect(saved.seen).toMatch(/^[0-9a-f]{64}$/)
  expect((await calls.call('file.open', { path })).seen).toBe(saved.seen)
  const over = { path, overwrite: true, ...(saved.seen ? { seen: saved.seen } : {}) }
  const next = await calls.call('file.save', { ...over, graph: emptyGraph('Two') })
  expect(await codeOf(calls.call('file.save', { ...over, graph: emptyGraph('Three') }))).toBe('file-changed')
  expect((await calls.call('file.open', { path })).graph.name).toBe('Two')
  rmSync(path)
  expect(await codeOf(calls.call('file.save', { ...over, graph: emptyGraph('Three') }))).toBeUndefined()
  expect(next.seen).not.toBe(saved.seen)
})

test('a window hears of another with the same file, and of a change to it on the disk', async () => {
  const { calls, home } = open()
  const path = join(home, 'a.patchbay')
  const { seen } = await calls.call('file.save', { path, graph: emptyGraph('One') })
  const heard: DraftPresence[] = []
  const [mine, theirs] = [new AbortController(), new AbortController()]
  const listening = (async () => {
    for await (const around of calls.listen('pipeline.watch', { path }, mine.signal)) heard.push(around)
  })()
  await expect.poll(() => heard).toEqual([{ draft: 0, file: 0, seen, revision: 0 }])
  const other = calls.listen('pipeline.watch', { path }, theirs.signal)[Symbol.asyncIterator]()
  expect((await other.next()).value).toMatchObject({ file: 1 })
  await expect.poll(() => heard.at(-1), { timeout: 3000 }).toMatchObject({ file: 1 })
  theirs.abort()
  await other.next()
  await expect.poll(() => heard.at(-1), { timeout: 3000 }).toMatchObject({ file: 0 })
  appendFileSync(path, ' ')
  await expect.poll(() => heard.at(-1)?.seen, { timeout: 3000 }).not.toBe(seen)
  rmSync(path)
  await expect.poll(() => heard.at(-1)?.seen, { timeout: 3000 }).toBeNull()
  mine.abort()
  await listening
})

test('a window hears of one of another process, until that process is gone', async () => {
  const { calls, home } = open()
  const path = join(home, 'a.patchbay')
  const store = openStore(databaseFile(home))
  const gone = spawnSync(process.execPath, ['--eval', 'console.log(process.pid)'])
  const db = new Database(databaseFile(home))
  db.prepare('INSERT INTO open_window (pid, mark, started, path) VALUES (?, ?, ?, ?)').run(
    Number(gone.stdout),
    '',
    new Date().toISOString(),
    path,
  )
  const other = store.windows.open({ path })
  const mine = new AbortController()
  const heard: number[] = []
  const listening = (async () => {
    for await (const { file } of calls.listen('pipeline.watch', { path }, mine.signal)) heard.push(file)
  })()
  await expect.poll(() => heard).toEqual([1])
  store.windows.close(other)
  await expect.poll(() => heard, { timeout: 3000 }).toEqual([1, 0])
  expect(db.prepare('SELECT count(*) FROM open_window').pluck().get()).toBe(1)
  mine.abort()
  await listening
  db.close()
  store.close()
})
