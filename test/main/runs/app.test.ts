import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Refusals } from '../../../core/problem.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import type { Run, RunEvent } from '../../../core/run/run.ts'
import { type App, openApp } from '../../../main/app.ts'
import { filesOf, all as models, untrained, written } from '../weights/saved.ts'

// The app with an engine of another maker (test/fixtures/engines): how runs live and die does not depend on ours.
const fixture = join(import.meta.dirname, '../../fixtures/engines/scripted.mjs')
const example = (name: string): Graph =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../examples/${name}.patchbay`), 'utf8'))

const opened: App[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-app-'))
  const out = join(folder, 'out')
  mkdirSync(join(out, 'main'), { recursive: true })
  copyFileSync(fixture, join(out, 'main', 'engine.js'))
  writeFileSync(join(out, 'main', 'package.json'), '{"type":"module"}')
  return { home: join(folder, 'home'), out }
}

function open(at = place()): { app: App; calls: Client; at: { home: string; out: string } } {
  const app = openApp(at)
  opened.push(app)
  return { app, calls: createClient(serve(app.service)), at }
}

/** How the next engine behaves. */
function behave(script: object) {
  const file = join(mkdtempSync(join(tmpdir(), 'patchbay-script-')), 'script.json')
  writeFileSync(file, JSON.stringify(script))
  process.env.PATCHBAY_TEST_SCRIPT = file
}

async function events(calls: Client, run: string, after = -1): Promise<RunEvent[]> {
  const all: RunEvent[] = []
  for await (const event of calls.listen('run.watch', { run, after }, AbortSignal.timeout(20_000))) all.push(event)
  return all
}

const points = (all: readonly RunEvent[]) => all.flatMap(e => (e.kind === 'points' ? e.points : []))
const lastRun = (all: readonly RunEvent[]): Run | undefined => all.findLast(e => e.kind === 'run')?.run
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Refusals) => error.problems[0],
  )

test('a run is started, watched to its end, and kept with its graph and plan', async () => {
  behave({ steps: 4 })
  const { calls, at } = open()
  const run = await calls.call('run.start', { graph: example('clm'), set: { 'trainer.seed': 9 }, name: 'First' })
  expect(run).toMatchObject({ name: 'First', state: 'starting', task: 'causal' })
  const all = await events(calls, run.id)
  expect(points(all).map(p => p.step)).toEqual([1, 2, 3, 4, 4])
  expect(all.map(e => e.kind)).toContain('sample')
  expect(all.map(e => e.kind)).toContain('warning')
  expect(lastRun(all)).toMatchObject({ state: 'done', step: 4, parameters: 1234, latest: { 'validation/loss': 1.5 } })
  expect(await calls.call('run.list', { filter: 'first done' })).toHaveLength(1)
  const graph = await calls.call('run.graph', { run: run.id })
  expect(graph.blocks.find(b => b.id === 'trainer')?.params.seed).toBe(9)
  expect(JSON.parse(readFileSync(join(at.home, 'runs', run.id, 'plan.json'), 'utf8')).training.seed).toBe(9)
})

test('a run can start from the newest model of a run by its name', async () => {
  behave({ steps: 2 })
  const { calls, at } = open()
  const graph = example('mlm')
  const goesOn = {
    ...graph,
    blocks: graph.blocks.map(b =>
      b.id === 'network' ? { ...b, type: 'pretrained', params: { path: 'run:First' } } : b,
    ),
  }
  expect((await calls.call('graph.check', { graph: goesOn })).problems[0]).toMatchObject({
    code: 'no-such-run',
    block: 'network',
    param: 'path',
  })
  const ids = []
  for (const name of ['First', 'First', 'Other']) {
    const { id } = await calls.call('run.start', { graph, name })
    await events(calls, id)
    ids.push(id)
  }
  const [, config, build] = models.find(([name]) => name === 'bert') ?? []
  if (!config || !build) throw new Error('there is no BERT')
  const saved = join(at.home, 'runs', ids[1] as string, 'checkpoints', '2')
  written(filesOf(untrained({ ...config, max_position_embeddings: 66 }, build)), saved)
  const set = { 'tokenizer.size': 512 } // as many as that model has
  const plan = (await calls.call('graph.check', { graph: goesOn, set })).planned?.plan
  expect(plan?.objective.network.start?.folder).toBe(saved)
})

test('a watcher that comes back gets what it has not seen', async () => {
  behave({ steps: 4 })
  const { calls } = open()
  const run = await calls.call('run.start', { graph: example('clm') })
  await events(calls, run.id)
  expect(points(await events(calls, run.id, 2)).map(p => p.step)).toEqual([3, 4, 4])
})

test('what an engine finds wrong with the data is a problem of the block whose setting it is', async () => {
  for (const [param, block] of [
    ['share', 'split'],
    ['size', 'tokenizer'],
    ['batchSize', 'trainer'],
    ['nothing-has-this', undefined],
  ] as const) {
    behave({ failAt: 1, problem: { param } })
    const { calls } = open()
    const run = await calls.call('run.start', { graph: example('clm') })
    expect(lastRun(await events(calls, run.id))?.problem?.block).toBe(block)
  }
})

test('kill -9 of the engine in the middle is a failed run with a reason, and the next run works', async () => {
  behave({ steps: 100_000 })
  const { calls, at } = open()
  const run = await calls.call('run.start', { graph: example('clm') })
  const pid = join(at.home, 'runs', run.id, 'engine.pid')
  let killed = false
  for await (const event of calls.listen('run.watch', { run: run.id }, AbortSignal.timeout(20_000))) {
    if (event.kind !== 'points' || killed || !existsSync(pid)) continue
    killed = process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL')
  }
  expect(await calls.call('run.get', { run: run.id })).toMatchObject({
    state: 'failed',
    problem: { code: 'out-of-memory' },
  })
  behave({ steps: 1 })
  const next = await calls.call('run.start', { graph: example('clm') })
  expect(lastRun(await events(calls, next.id))?.state).toBe('done')
})

test('a run of another process is followed, stopped and ends with a checkpoint', async () => {
  behave({ steps: 100_000 })
  const { calls, at } = open()
  const other = open(at).calls
  const run = await calls.call('run.start', { graph: example('clm') })
  const watched = events(other, run.id)
  await new Promise(resolve => setTimeout(resolve, 700))
  expect((await other.call('run.stop', { run: run.id })).state).toBe('stopping')
  const all = await watched
  expect(points(all).length).toBeGreaterThan(3)
  expect(new Set(points(all).map(p => `${p.step} ${p.name}`)).size).toBe(points(all).length)
  expect(lastRun(all)?.state).toBe('stopped')
})

test('closing the app stops its runs kindly', async () => {
  behave({ steps: 100_000 })
  const { app, calls, at } = open()
  const run = await calls.call('run.start', { graph: example('clm') })
  await new Promise(resolve => setTimeout(resolve, 300))
  await app.close()
  opened.length = 0
  expect(await open(at).calls.call('run.get', { run: run.id })).toMatchObject({ state: 'stopped' })
})

test('a loss that is not a number arrives as the word it is', async () => {
  behave({ steps: 3, losses: [2, 'NaN', 'Infinity'] })
  const { calls } = open()
  const run = await calls.call('run.start', { graph: example('clm') })
  const all = points(await events(calls, run.id)).filter(p => p.name === 'train/loss')
  expect(all.map(p => p.value)).toEqual([2, 'NaN', 'Infinity'])
})

test('a graph with problems does not start, and says which block and parameter', async () => {
  const { calls } = open()
  const set = { 'trainer.batchSize': 0 }
  expect(await refusal(calls.call('run.start', { graph: example('clm'), set }))).toMatchObject({
    block: 'trainer',
    param: 'batchSize',
  })
  expect((await calls.call('graph.check', { graph: example('clm'), set })).problems).toHaveLength(1)
  expect(await refusal(calls.call('graph.check', { graph: example('clm'), set: { 'nobody.seed': 1 } }))).toMatchObject({
    code: 'no-such-block',
  })
  expect(await calls.call('run.list', {})).toEqual([])
})

test('runs are compared: raw losses of different objectives are marked as not comparable', async () => {
  behave({ steps: 1 })
  const { calls } = open()
  const ids: string[] = []
  for (const [name, seed] of [
    ['clm', 1],
    ['clm', 2],
    ['mlm', 1],
  ] as const) {
    const { id } = await calls.call('run.start', { graph: example(name), set: { 'trainer.seed': seed } })
    await events(calls, id)
    ids.push(id)
  }
  const alike = await calls.call('run.compare', { runs: ids.slice(0, 2) })
  expect(alike.differences).toEqual([{ name: 'trainer.seed', values: [1, 2] }])
  expect(alike.measures.find(m => m.name === 'last validation loss')).toMatchObject({
    values: [1.5, 1.5],
    comparable: true,
  })
  const different = await calls.call('run.compare', { runs: ids.slice(1) })
  expect(different.measures.find(m => m.name === 'last validation loss')?.comparable).toBe(false)
  expect(different.measures.find(m => m.name === 'perplexity')?.values).toEqual([Math.exp(1.5), null])
  expect(different.differences.map(d => d.name)).toContain('network')
})

test('a run that is over can be deleted, a going one not', async () => {
  behave({ steps: 100_000 })
  const { calls, at } = open()
  const { id } = await calls.call('run.start', { graph: example('clm') })
  expect(await refusal(calls.call('run.delete', { run: id }))).toMatchObject({ code: 'run-going' })
  await calls.call('run.stop', { run: id })
  await events(calls, id)
  await calls.call('run.delete', { run: id })
  expect(existsSync(join(at.home, 'runs', id))).toBe(false)
  expect(await refusal(calls.call('run.get', { run: id }))).toMatchObject({ code: 'unknown-run' })
})

test('asking a run without a checkpoint, or nothing at all, is refused in words', async () => {
  behave({ steps: 1, exitAt: 1 })
  const { calls } = open()
  const { id } = await calls.call('run.start', { graph: example('clm') })
  await events(calls, id)
  expect(await refusal(calls.call('run.predict', { from: id, text: ['x'] }))).toMatchObject({ code: 'no-checkpoint' })
  expect(await refusal(calls.call('run.predict', { from: 'nowhere', text: ['x'] }))).toMatchObject({ code: 'no-model' })
})

test('pipelines are kept in the app', async () => {
  const { calls } = open()
  const { id } = await calls.call('pipeline.save', { graph: example('clm') })
  await calls.call('pipeline.save', { id, graph: { ...example('clm'), name: 'Better' } })
  expect(await calls.call('pipeline.list', {})).toMatchObject([{ id, name: 'Better' }])
  expect((await calls.call('pipeline.open', { id })).name).toBe('Better')
  expect(await refusal(calls.call('pipeline.open', { id: 'gone' }))).toMatchObject({ code: 'unknown-pipeline' })
})
