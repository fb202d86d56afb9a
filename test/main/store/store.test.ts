import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, expect, test, vi } from 'vitest'
import { emptyGraph } from '../../../core/graph/graph.ts'
import { Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { openDatabase } from '../../../main/store/database.ts'
import { markInterruptedRuns } from '../../../main/store/mark-interrupted-runs.ts'
import { migrations } from '../../../main/store/migrate.ts'
import { currentProcess, type OwnerProcess } from '../../../main/store/owner-process.ts'
import { recordReports } from '../../../main/store/record-reports.ts'
import { openStore, type Store } from '../../../main/store/store.ts'

let file: string
let store: Store

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'patchbay-store-')), 'deep', 'patchbay.db')
  store = openStore(file)
  return () => store.close()
})

const started = () => new Date().toISOString()
const add = (id: string, owner: OwnerProcess = currentProcess(), at = started()) =>
  store.runs.add({ id, name: 'A run', task: 'causal', device: 'cpu', steps: 100, started: at }, owner)
const point = (step: number, values: Extract<EngineReport, { t: 'point' }>['values']): EngineReport => ({
  t: 'point',
  step,
  tokens: step * 10,
  seconds: step / 2,
  values,
})

test('a run keeps its first, newest and lowest loss, its place and its pace', () => {
  add('a')
  const start = {
    t: 'start',
    engine: 'x',
    device: 'webgpu',
    parameters: 7,
    steps: 10,
    tokensPerStep: 1,
    flopsPerStep: 1,
    vocabulary: 9,
  } as const
  recordReports(store, 'a', '/runs/a', [
    start,
    point(1, { 'train/loss': 4, 'train/rate': 0.1 }),
    point(2, { 'train/loss': 2 }),
    point(3, { 'train/loss': 3 }),
  ])
  expect(store.runs.get('a')).toMatchObject({
    state: 'running',
    device: 'webgpu',
    parameters: 7,
    step: 3,
    steps: 10,
    tokens: 30,
    seconds: 1.5,
    first: { 'train/loss': 4 },
    latest: { 'train/loss': 3, 'train/rate': 0.1 },
    best: { 'train/loss': 2 },
  })
  expect(store.runs.get('a')?.best).not.toHaveProperty('train/rate')
  expect(JSON.parse(store.runs.progress('a'))).toEqual({
    phase: 'train',
    done: 3,
    total: 10,
    tokensPerSecond: 20,
    secondsLeft: 3.5,
  })
})

test('the best accuracy is the highest, the best error rate the lowest, and what nobody knows has no best', () => {
  add('a')
  const measured = (accuracy: number | 'NaN', rate: number) => ({
    'validation/accuracy': accuracy,
    'validation/item-error-rate': rate,
    'validation/of another version': rate,
  })
  recordReports(store, 'a', '', [
    point(1, measured('NaN', 0.5)),
    point(2, measured(0.25, 0.75)),
    point(3, measured(0.75, 0.25)),
    point(4, measured('NaN', 1)),
    point(5, measured(0.5, 1)),
  ])
  expect(store.runs.get('a')?.best).toEqual({ 'validation/accuracy': 0.75, 'validation/item-error-rate': 0.25 })
})

test('a store of the version before gets the best accuracy of its runs, which it kept as the lowest', () => {
  store.close()
  const old = join(file, '..', 'old.db')
  const db = new Database(old)
  for (const sql of migrations.slice(0, 5)) db.exec(sql)
  db.pragma('user_version = 5')
  db.exec(`INSERT INTO run (id, name, state, task, device, started, owner_pid, owner_mark)
    VALUES ('a', 'A run', 'done', 'class', 'cpu', '2026-01-01', 1, '')`)
  for (const [step, value] of [0.5, 0.75, 'NaN', 0.25].entries())
    db.prepare('INSERT INTO point (run, step, name, tokens, seconds, value) VALUES (?, ?, ?, 0, 0, ?)').run(
      'a',
      step,
      'validation/accuracy',
      value,
    )
  db.exec(`INSERT INTO measure VALUES ('a', 'validation/accuracy', 0.5, 0.25, 0.25), ('a', 'train/loss', 3, 2, 1)`)
  db.close()
  store = openStore(old)
  expect(store.runs.get('a')?.best).toEqual({ 'train/loss': 1, 'validation/accuracy': 0.75 })
})

test('NaN and the infinities come back as the words they travel as, and are never the best', () => {
  add('a')
  recordReports(store, 'a', '', [
    point(1, { 'train/loss': 'NaN' }),
    point(2, { 'train/loss': 'Infinity' }),
    point(3, { 'train/loss': 2.5 }),
    point(4, { 'train/loss': '-Infinity' }),
    point(5, { 'train/loss': 3 }),
  ])
  expect(store.points.after('a', -1).map(p => p.value)).toEqual(['NaN', 'Infinity', 2.5, '-Infinity', 3])
  expect(store.runs.get('a')).toMatchObject({
    first: { 'train/loss': 'NaN' },
    latest: { 'train/loss': 3 },
    best: { 'train/loss': 2.5 },
  })
})

test('points are read after a step, or after a place in the order of arrival', () => {
  add('a')
  add('b')
  recordReports(store, 'a', '', [point(1, { loss: 1 }), point(2, { loss: 2 })])
  const seen = store.points.last()
  recordReports(store, 'b', '', [point(9, { loss: 9 })])
  recordReports(store, 'a', '', [point(2, { accuracy: 0.5 }), point(3, { loss: 3 })])
  expect(store.points.after('a', 1).map(p => [p.step, p.name])).toEqual([
    [2, 'loss'],
    [2, 'accuracy'],
    [3, 'loss'],
  ])
  expect(store.points.since('a', seen).map(p => [p.step, p.name])).toEqual([
    [2, 'accuracy'],
    [3, 'loss'],
  ])
})

test('a step measured again replaces the old value and arrives anew', () => {
  add('a')
  recordReports(store, 'a', '', [point(1, { loss: 1 })])
  const seen = store.points.last()
  recordReports(store, 'a', '', [point(1, { loss: 7 })])
  expect(store.points.after('a', 0).map(p => p.value)).toEqual([7])
  expect(store.points.since('a', seen).map(p => p.value)).toEqual([7])
})

test('samples, warnings and checkpoints are kept', () => {
  add('a')
  recordReports(store, 'a', '/home/runs/a', [
    { t: 'sample', step: 2, task: 'continue', input: 'Call', output: 'Call me' },
    { t: 'warn', code: 'few', message: { en: 'Few.', zh: '少。' } },
    { t: 'checkpoint', step: 2, folder: '/home/runs/a/checkpoints/2', best: true, loss: 1 },
    { t: 'checkpoint', step: 4, folder: 'checkpoints/4', best: false },
  ])
  expect(store.messages.after('a', -1, 0).map(({ message }) => message.kind)).toEqual(['sample', 'warning'])
  expect(store.checkpoints.list('a')).toEqual([
    { step: 2, folder: join('checkpoints', '2'), best: true },
    { step: 4, folder: join('checkpoints', '4'), best: false },
  ])
})

test('a batch of reports is written whole or not at all', () => {
  add('a')
  const bad = point(2, { loss: null as unknown as number })
  expect(() => recordReports(store, 'a', '', [point(1, { loss: 1 }), bad])).toThrow(/NOT NULL/)
  expect(store.points.after('a', -1)).toEqual([])
})

test('a run ends once: what came first stays', () => {
  add('a')
  expect(store.runs.end('a', 'done', undefined)).toBe(true)
  expect(store.runs.end('a', 'interrupted', undefined)).toBe(false)
  expect(store.runs.get('a')?.state).toBe('done')
})

test('a run whose process is gone, or whose computer restarted, is interrupted with a reason', () => {
  add('here')
  add('dead', { pid: 2 ** 22 + 1, mark: '' })
  add('reused', { pid: process.pid, mark: 'another start' })
  add('before-boot', currentProcess(), '2001-01-01T00:00:00.000Z')
  markInterruptedRuns(store)
  expect(store.runs.get('here')?.state).toBe('starting')
  for (const id of ['dead', 'reused', 'before-boot']) {
    expect(store.runs.get(id)?.state, id).toBe('interrupted')
    expect(store.runs.get(id)?.problem?.message.en).toContain('ended during this run')
  }
})

test('a stop asked for by another process reaches the owner only', () => {
  add('mine')
  const other = openStore(file)
  other.runs.requestStop('mine')
  other.close()
  expect(store.runs.toStop(currentProcess())).toEqual(['mine'])
  expect(store.runs.toStop({ pid: 1, mark: '' })).toEqual([])
  expect(store.runs.get('mine')?.state).toBe('stopping')
})

test('deleting a run takes its points with it', () => {
  add('a')
  recordReports(store, 'a', '', [point(1, { loss: 1 })])
  store.runs.remove('a')
  expect(store.points.after('a', -1)).toEqual([])
})

test('kept pipelines come newest first, and saving one again replaces it', () => {
  store.pipelines.save('x', emptyGraph('One'), '2026-01-01')
  store.pipelines.save('y', emptyGraph('Two'), '2026-01-02')
  store.pipelines.save('x', { ...emptyGraph('One, better'), unknown: 1 }, '2026-01-03')
  expect(store.pipelines.list().map(p => p.name)).toEqual(['One, better', 'Two'])
  expect(store.pipelines.open('x')).toMatchObject({ name: 'One, better', unknown: 1 })
  expect(store.pipelines.open('nothing')).toBeUndefined()
})

test('a store of version 1 is brought to this version with its runs', () => {
  const old = join(mkdtempSync(join(tmpdir(), 'patchbay-old-')), 'patchbay.db')
  const db = new Database(old)
  db.exec(migrations[0] as string)
  db.pragma('user_version = 1')
  db.exec(`INSERT INTO run (id, name, state, task, device, started, owner_pid, owner_mark)
    VALUES ('old', 'Old run', 'done', 'causal', 'cpu', '2026-01-01', 1, '')`)
  db.close()
  const opened = openStore(old)
  expect(opened.runs.get('old')?.name).toBe('Old run')
  expect(opened.pipelines.list()).toEqual([])
  opened.close()
})

test('a store of a newer version is refused and left as it is', () => {
  const newer = join(mkdtempSync(join(tmpdir(), 'patchbay-new-')), 'patchbay.db')
  const db = new Database(newer)
  db.pragma('user_version = 999')
  db.close()
  expect(() => openStore(newer)).toThrow(Refusals)
  expect(() => openStore(newer)).toThrow(/newer Patchbay/)
  expect(new Database(newer, { readonly: true }).pragma('user_version', { simple: true })).toBe(999)
})

test('a file that is no store is refused in words', () => {
  const other = join(mkdtempSync(join(tmpdir(), 'patchbay-other-')), 'patchbay.db')
  writeFileSync(other, 'This is a letter to my aunt, not a database, and it is long enough to look at.'.repeat(20))
  expect(() => openStore(other)).toThrow(/cannot be opened/)
})

test('a flood of 100 000 points is written whole', () => {
  add('a')
  for (let batch = 0; batch < 50; batch++)
    recordReports(
      store,
      'a',
      '',
      Array.from({ length: 1000 }, (_, i) => point(batch * 1000 + i, { 'train/loss': i, 'train/rate': i })),
    )
  expect(store.points.after('a', -1)).toHaveLength(100_000)
})

test('the list of runs takes as many queries for a hundred runs as for one', () => {
  const db = openDatabase(file)
  const statement = Object.getPrototypeOf(db.prepare('SELECT 1'))
  const reads = vi.spyOn(statement, 'all')
  for (let i = 0; i < 100; i++) {
    add(`run-${i}`)
    recordReports(store, `run-${i}`, '/runs', [point(1, { 'train/loss': i })])
  }
  reads.mockClear()
  const listed = store.runs.list()
  expect(reads.mock.calls.length).toBeLessThanOrEqual(2)
  reads.mockRestore()
  db.close()
  expect(listed.map(({ latest }) => latest['train/loss'])).toEqual(Array.from({ length: 100 }, (_, i) => 99 - i))
})
