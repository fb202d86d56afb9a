import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../core/rpc/contract.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import type { RunEvent } from '../../../core/run/run.ts'
import { type App, openApp } from '../../../main/app.ts'
import { buildIfNeeded, root } from '../../../scripts/build-if-needed.mjs'

// A home folder as version 0.1.0 left it: runs of the three objectives, one that diverged, one whose engine was killed,
// a draft with a note, and a training that waits in the queue.
const stored = join(import.meta.dirname, '../../fixtures/homes/0.1.0')

let app: App
let calls: Client

beforeAll(() => {
  buildIfNeeded()
  const home = join(mkdtempSync(join(tmpdir(), 'patchbay-older-home-')), 'home')
  cpSync(stored, home, { recursive: true })
  app = openApp({ home, out: join(root, 'out') })
  calls = createClient(serve(app.service))
}, 120_000)
afterAll(() => app.close())

const runNamed = async (name: string) => {
  const run = (await calls.call('run.list', {})).find(one => one.name === name)
  if (!run) throw new Error(`older-home: no run is called ${name}`)
  return run
}

test('the runs of an older home are listed with their states', async () => {
  const runs = await calls.call('run.list', {})
  expect(runs.map(({ name, state, task }) => [name, state, task]).sort()).toEqual([
    ['CLM of before', 'done', 'causal'],
    ['Diverged', 'done', 'causal'],
    ['Killed', 'failed', 'causal'],
    ['MLM of before', 'done', 'masked'],
    ['Seq2Seq of before', 'done', 'seq2seq'],
  ])
})

test('why a run of an older home failed is told', async () => {
  const { problem } = await runNamed('Killed')
  expect(JSON.stringify(problem)).toContain('SIGKILL')
})

test('points, samples and checkpoints of an older run are shown', async () => {
  const { id } = await runNamed('CLM of before')
  const events: RunEvent[] = []
  for await (const event of calls.listen('run.watch', { run: id, after: -1 }, AbortSignal.timeout(20_000)))
    events.push(event)
  const points = events.flatMap(event => (event.kind === 'points' ? event.points : []))
  const names = new Set(points.map(point => point.name))
  expect([...names]).toEqual(expect.arrayContaining(['train/loss', 'validation/loss', 'train/learning-rate']))
  expect(points.filter(({ name }) => name === 'train/loss')).toHaveLength(4)
  expect(JSON.stringify(events)).toContain("The Town-Ho's Story.")
})

test('older runs of the three objectives are compared', async () => {
  const runs = await Promise.all(['CLM of before', 'MLM of before', 'Seq2Seq of before'].map(runNamed))
  const { measures } = await calls.call('run.compare', { runs: runs.map(({ id }) => id) })
  const losses = measures.filter(({ name }) => name.includes('loss'))
  expect(losses.map(({ values }) => values)).toContainEqual([
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
  ])
})

test.each([
  ['CLM of before', 'The whale'],
  ['MLM of before', 'The ___ of the sea'],
  ['Seq2Seq of before', 'The ___ of the sea'],
])('the model of %s can still be asked', async (name, input) => {
  const { id } = await runNamed(name)
  const [answer] = await calls.call('run.predict', { from: id, text: [input], length: 4 })
  expect(answer?.output.length).toBeGreaterThan(0)
})

test('a graph of an older run opens and can be run again', async () => {
  const { id } = await runNamed('MLM of before')
  const graph = await calls.call('run.graph', { run: id })
  expect((await calls.call('graph.check', { graph })).problems).toEqual([])
})

test('a draft of an older home comes back with its note', async () => {
  const [draft] = await calls.call('pipeline.list', {})
  const { graph } = await calls.call('pipeline.resume', { id: draft?.id ?? '' })
  expect(graph.notes.map(({ text }) => text)).toEqual(['A note of before'])
})

test('a training that waited in an older home still waits', async () => {
  const { items } = await calls.call('queue.list', {})
  expect(items.map(({ name }) => name)).toEqual(['Waiting of before'])
})
