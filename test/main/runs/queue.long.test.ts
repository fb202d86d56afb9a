// Trainings that wait for their turn, with an engine whose life is scripted (test/fixtures/engines).
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { objectiveFamilies } from '../../../core/plan/plan.ts'
import type { Client } from '../../../core/rpc/contract.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import type { Run } from '../../../core/run/run.ts'
import { type App, openApp } from '../../../main/app.ts'

const root = join(import.meta.dirname, '../../..')
const example = (name: string): Graph => JSON.parse(readFileSync(join(root, `examples/${name}.patchbay`), 'utf8'))
const opened: App[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

function place(script: object) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-queue-'))
  const out = join(folder, 'out')
  mkdirSync(join(out, 'main'), { recursive: true })
  copyFileSync(join(root, 'test/fixtures/engines/scripted.mjs'), join(out, 'main', 'engine.js'))
  writeFileSync(join(out, 'main', 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'script.json'), JSON.stringify(script))
  process.env.PATCHBAY_TEST_SCRIPT = join(folder, 'script.json')
  return { home: join(folder, 'home'), out, folder }
}

function open(at: { home: string; out: string }): { app: App; calls: Client } {
  const app = openApp(at)
  opened.push(app)
  return { app, calls: createClient(serve(app.service)) }
}

const runs = async (calls: Client): Promise<readonly Run[]> => (await calls.call('run.list', {})).toReversed()
const done = async (calls: Client, count: number) => {
  await expect
    .poll(async () => (await runs(calls)).filter(({ state }) => state === 'done').length, { timeout: 30_000 })
    .toBe(count)
  return runs(calls)
}
const named = (graph: Graph, ...names: string[]) => names.map(name => ({ graph, name }))

test('one click queues all three ways of learning, with an equal budget, one after the other', async () => {
  const { calls } = open(place({ steps: 3 }))
  const drawn = example('clm')
  const graphs = await Promise.all(
    objectiveFamilies.map(async to => (await calls.call('graph.switch', { graph: drawn, to })).graph),
  )
  const plans = await Promise.all(
    graphs.map(async graph => (await calls.call('graph.check', { graph })).planned?.plan as Plan),
  )
  const budget = plans.map(({ batches, training }) => [batches.collator.params.length, training])
  expect(budget).toEqual([budget[0], budget[0], budget[0]])
  const { items } = await calls.call('queue.add', {
    trainings: graphs.map((graph, i) => ({ graph, name: objectiveFamilies[i] as string })),
  })
  const all = await done(calls, 3)
  expect(all.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  expect(all.map(({ task }) => task)).toEqual(['causal', 'masked', 'seq2seq'])
  for (const [i, run] of all.slice(1).entries())
    expect(Date.parse(run.started)).toBeGreaterThanOrEqual(Date.parse(all[i]?.ended ?? ''))
  expect(await calls.call('queue.list', {})).toMatchObject({ items: [] })
}, 60_000)

test('what waits can change places and be taken out, and waits while the queue is held', async () => {
  const { calls } = open(place({ steps: 2 }))
  await calls.call('queue.go', { on: false })
  const graph = example('clm')
  await calls.call('queue.add', { trainings: named(graph, 'first') })
  await calls.call('queue.go', { on: false })
  const { items } = await calls.call('queue.add', { trainings: named(graph, 'second', 'third', 'fourth') })
  await calls.call('queue.go', { on: false })
  const waiting = items.map(({ name }) => name)
  expect(waiting.slice(-3)).toEqual(['second', 'third', 'fourth'])
  const id = (name: string) => items.find(item => item.name === name)?.id ?? ''
  const moved = await calls.call('queue.move', { id: id('fourth'), to: 0 })
  expect(moved.items[0]?.name).toBe('fourth')
  const left = await calls.call('queue.remove', { id: id('second') })
  expect(left.items.map(({ name }) => name)).not.toContain('second')
  await calls.call('queue.go', { on: true })
  const all = await done(calls, 3)
  const order = all.map(({ name }) => name).filter(name => name !== 'first') // it may have begun before it was held
  expect(order).toEqual(['fourth', 'third'])
}, 60_000)

test('it outlives the app, and then waits until it is told to go on', async () => {
  const at = place({ steps: 2 })
  const before = open(at)
  const { items } = await before.calls.call('queue.add', { trainings: named(example('clm'), 'one', 'two', 'three') })
  expect(items).toHaveLength(3)
  await before.app.close()
  opened.splice(0)
  const { calls } = open(at)
  const kept = await calls.call('queue.list', {})
  expect(kept.going).toBe(false)
  expect(kept.items.at(-1)?.name).toBe('three')
  const count = (await runs(calls)).length
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect((await runs(calls)).length).toBe(count)
  await calls.call('queue.go', { on: true })
  await expect.poll(async () => (await calls.call('queue.list', {})).items, { timeout: 30_000 }).toEqual([])
}, 60_000)

test('a training that can no longer start says why, and the next one has its turn', async () => {
  const at = place({ steps: 2 })
  const { calls } = open(at)
  const path = join(at.folder, 'text.txt')
  writeFileSync(path, 'Some text to learn from. '.repeat(400))
  const drawn = example('clm')
  const fromFile = {
    ...drawn,
    blocks: drawn.blocks.map(b => (b.id === 'text' ? { ...b, type: 'text-file', params: { path } } : b)),
  }
  await calls.call('queue.add', {
    trainings: [...named(drawn, 'going'), ...named(fromFile, 'gone'), ...named(drawn, 'next')],
  })
  rmSync(path)
  const all = await done(calls, 2)
  expect(all.map(({ name }) => name)).toEqual(['going', 'next'])
  const { items } = await calls.call('queue.list', {})
  expect(items).toMatchObject([{ name: 'gone', problem: { block: 'text' } }])
  const refused = calls.call('queue.add', { trainings: named({ ...drawn, wires: [] }, 'not ready') })
  await expect(refused).rejects.toThrow()
  expect((await calls.call('queue.list', {})).items).toHaveLength(1)
}, 60_000)
