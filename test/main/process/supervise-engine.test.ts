import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EngineReport } from '../../../core/run/report.ts'
import { exitProblem } from '../../../main/process/exit-reason.ts'
import { findNode } from '../../../main/process/find-node.ts'
import { parseReport } from '../../../main/process/parse-report.ts'
import { superviseEngine } from '../../../main/process/supervise-engine.ts'

const script = join(import.meta.dirname, '../../fixtures/engines/scripted.mjs')

function run(behaviour: object, grace = { stop: 10_000, term: 10_000 }) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-engine-'))
  writeFileSync(join(folder, 'script.json'), JSON.stringify(behaviour))
  const batches: (readonly EngineReport[])[] = []
  const engine = superviseEngine({
    node: findNode() as string,
    script,
    folder,
    home: folder,
    onReports: batch => void batches.push(batch),
    graceMs: grace,
  })
  const points = () => batches.flat().filter(r => r.t === 'point').length
  const until = async (count: number) => {
    while (points() < count) await new Promise(resolve => setTimeout(resolve, 10))
  }
  return { engine, folder, batches, points, until, log: () => readFileSync(join(folder, 'engine.log'), 'utf8') }
}

test('an engine that ends well is done, and all its reports came before', async () => {
  const { engine, batches, log } = run({ steps: 3 })
  expect(await engine.ended).toEqual({ state: 'done' })
  expect(batches.flat().map(r => r.t)).toEqual([
    'phase',
    'start',
    'point',
    'point',
    'point',
    'point',
    'sample',
    'warn',
    'checkpoint',
    'done',
  ])
  expect(log()).toContain('the log')
})

test('lines that are no reports go to the log', async () => {
  const { engine, batches, log } = run({
    steps: 1,
    lines: ['hello', '{"t":"point"}', '{"t":"unknown"}', '[1', 'null', ''],
  })
  expect(await engine.ended).toEqual({ state: 'done' })
  expect(batches.flat().filter(r => r.t === 'point')).toHaveLength(2)
  expect(log()).toContain('hello\n{"t":"point"}\n{"t":"unknown"}\n[1\nnull\n')
})

test('a stop is kind: the engine ends after its step, with a checkpoint', async () => {
  const { engine, until, batches } = run({ steps: 100_000 })
  await until(3)
  engine.stop()
  expect(await engine.ended).toEqual({ state: 'stopped' })
  expect(batches.flat().at(-1)).toMatchObject({ t: 'done', stopped: true })
})

test('an engine that does not listen is ended all the same, and the run says so', async () => {
  const { engine, until } = run({ steps: 100_000, ignoreStop: true }, { stop: 100, term: 100 })
  await until(1)
  engine.stop()
  expect(await engine.ended).toMatchObject({ state: 'stopped', problem: { code: 'cut-short' } })
})

test('an engine that is done but does not leave is shown out', async () => {
  const { engine } = run({ steps: 1, linger: true }, { stop: 100, term: 100 })
  expect(await engine.ended).toEqual({ state: 'done' })
})

test('kill -9 in the middle is a failed run with a reason in both languages', async () => {
  const { engine, until } = run({ steps: 100_000 })
  await until(3)
  process.kill(engine.pid as number, 'SIGKILL')
  const end = await engine.ended
  expect(end).toMatchObject({ state: 'failed', problem: { code: 'out-of-memory' } })
  expect(end.problem?.message.en).toContain('SIGKILL')
  expect(end.problem?.message.zh).toContain('内存')
})

test('an exit code is a failed run that quotes the log', async () => {
  const { engine } = run({ steps: 9, exitAt: 2 })
  const end = await engine.ended
  expect(end).toMatchObject({ state: 'failed', problem: { code: 'engine-died' } })
  expect(end.problem?.message.en).toBe('The engine stopped unexpectedly (exit code 3). “the log”')
})

test('what the engine says about its failure wins over its exit code', async () => {
  const { engine } = run({ steps: 9, failAt: 2 })
  expect(await engine.ended).toMatchObject({ state: 'failed', problem: { code: 'loss-is-nan' } })
})

test('a script that is not there is a failed run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-engine-'))
  const engine = superviseEngine({
    node: join(folder, 'no-node'),
    script,
    folder,
    home: folder,
    onReports: () => undefined,
  })
  expect(await engine.ended).toMatchObject({ state: 'failed', problem: { code: 'engine-died' } })
})

test('a flood of reports arrives whole, in order and in few batches', async () => {
  const { engine, batches, points } = run({ steps: 50_000, pause: 0 })
  await engine.ended
  expect(points()).toBe(50_001)
  const steps = batches.flat().flatMap(r => (r.t === 'point' ? [r.step] : []))
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(batches.length).toBeLessThan(500)
})

test('the words for a lack of memory come from the log or from SIGKILL', () => {
  expect(exitProblem({ code: 134, signal: null, log: 'FATAL ERROR: JavaScript heap out of memory' }).code).toBe(
    'out-of-memory',
  )
  expect(exitProblem({ code: 1, signal: null, log: 'std::bad_alloc' }).message.en).toBe('The engine ran out of memory.')
  expect(exitProblem({ code: null, signal: 'SIGSEGV', log: '' }).message.en).toBe(
    'The engine stopped unexpectedly (signal SIGSEGV).',
  )
})

test('a value may be a number or one of three words, nothing else', () => {
  const line = (value: unknown) =>
    JSON.stringify({ t: 'point', step: 1, tokens: 1, seconds: 1, values: { loss: value } })
  expect(parseReport(line('NaN'))).toBeDefined()
  expect(parseReport(line('nan'))).toBeUndefined()
  expect(parseReport(line(null))).toBeUndefined()
})

test('engines run on a Node new enough for them', () => {
  const version = execFileSync(findNode() as string, ['--version'], { encoding: 'utf8' })
  expect(Number(version.slice(1).split('.')[0])).toBeGreaterThanOrEqual(22)
})
