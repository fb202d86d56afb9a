// A store that cannot be written for a while (disk full, locked): it may end a run, never the host.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import { type App, openApp } from '../../../main/app.ts'
import { databaseFile } from '../../../main/home-folder.ts'

const root = join(import.meta.dirname, '../../..')
const graph: Graph = JSON.parse(readFileSync(join(root, 'examples/clm.patchbay'), 'utf8'))
const opened: App[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

function open(script: object) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-full-'))
  const out = join(folder, 'out')
  mkdirSync(join(out, 'main'), { recursive: true })
  copyFileSync(join(root, 'test/fixtures/engines/scripted.mjs'), join(out, 'main', 'engine.js'))
  writeFileSync(join(out, 'main', 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'script.json'), JSON.stringify(script))
  process.env.PATCHBAY_TEST_SCRIPT = join(folder, 'script.json')
  const home = join(folder, 'home')
  const app = openApp({ home, out })
  opened.push(app)
  return { calls: createClient(serve(app.service)), home, out }
}

/** Refuses a kind of change with SQLite's words for a full disk, until the function it gives is called. */
function refuse(home: string, change: string) {
  const db = new Database(databaseFile(home))
  db.exec(`CREATE TRIGGER full BEFORE ${change} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
  return () => {
    db.exec('DROP TRIGGER full')
    db.close()
  }
}

const stateOf = (calls: Client, run: string) => async () => (await calls.call('run.get', { run })).state

test('reports that cannot be stored end their run with the reason, and no other run', async () => {
  const { calls, home } = open({ steps: 100, pause: 20 })
  const { id: bad } = await calls.call('run.start', { graph, name: 'bad' })
  const { id: good } = await calls.call('run.start', { graph, name: 'good' })
  const release = refuse(home, `INSERT ON point WHEN NEW.run = '${bad}'`)
  await expect.poll(stateOf(calls, bad), { timeout: 20_000 }).toBe('failed')
  const { problem } = await calls.call('run.get', { run: bad })
  expect(problem).toMatchObject({ code: 'cannot-record' })
  expect(problem?.message.en).toContain('database or disk is full')
  await expect.poll(stateOf(calls, good), { timeout: 20_000 }).toBe('done')
  release()
})

test('an outcome that cannot be stored at first is stored later', async () => {
  const { calls, home } = open({ steps: 2 })
  const release = refuse(home, `UPDATE OF ended ON run WHEN NEW.ended <> ''`)
  const { id } = await calls.call('run.start', { graph, name: 'late' })
  const checkpoints = new Database(databaseFile(home), { readonly: true })
  const saved = () => checkpoints.prepare('SELECT count(*) AS n FROM checkpoint').get() as { n: number }
  await expect.poll(saved, { timeout: 20_000 }).toEqual({ n: 1 })
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(await stateOf(calls, id)()).toBe('running')
  checkpoints.close()
  release()
  await expect.poll(stateOf(calls, id), { timeout: 20_000 }).toBe('done')
})

test('a run whose graph is damaged by the time it fails says why it failed', async () => {
  const { calls, home } = open({ steps: 30, pause: 20, failAt: 30 })
  const { id } = await calls.call('run.start', { graph, name: 'damaged' })
  writeFileSync(join(home, 'runs', id, 'graph.patchbay'), '{')
  await expect.poll(stateOf(calls, id), { timeout: 20_000 }).toBe('failed')
  expect((await calls.call('run.get', { run: id })).problem?.code).toBe('loss-is-nan')
})

test('a run stops although the wish for it cannot be stored', async () => {
  const { calls, home } = open({ steps: 1000, pause: 20 })
  const { id } = await calls.call('run.start', { graph, name: 'full' })
  await expect.poll(stateOf(calls, id), { timeout: 20_000 }).toBe('running')
  const release = refuse(home, 'UPDATE OF stop_requested ON run')
  await expect(calls.call('run.stop', { run: id })).rejects.toThrow()
  await expect.poll(stateOf(calls, id), { timeout: 20_000 }).toBe('stopped')
  release()
})

test('a queue whose store is full goes on when it can be written again', async () => {
  const { calls, home } = open({ steps: 2 })
  await calls.call('queue.add', { trainings: [{ graph, name: 'first' }] })
  const release = refuse(home, 'DELETE ON queued')
  await calls.call('queue.add', { trainings: [{ graph, name: 'second' }] })
  await new Promise(resolve => setTimeout(resolve, 2500))
  release()
  await calls.call('queue.go', { on: true })
  await expect
    .poll(async () => (await calls.call('queue.list', {})).items.filter(item => !item.problem), { timeout: 20_000 })
    .toEqual([])
})

test('a queued training that cannot start is kept with the reason', async () => {
  const { calls, out } = open({ steps: 30, pause: 50 })
  const { id } = await calls.call('run.start', { graph, name: 'going' })
  await calls.call('queue.add', { trainings: [{ graph, name: 'next' }] })
  rmSync(join(out, 'main', 'engine.js'))
  await calls.call('run.stop', { run: id })
  await expect
    .poll(async () => (await calls.call('queue.list', {})).items, { timeout: 20_000 })
    .toMatchObject([{ name: 'next', problem: { code: 'not-built' } }])
})
