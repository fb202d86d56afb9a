import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Graph, PlacedBlock } from '../../../core/graph/graph.ts'
import type { PreviewEvent } from '../../../core/preview/preview.ts'
import { Refusals } from '../../../core/problem.ts'
import { createClient, serve } from '../../../core/rpc/serve.ts'
import { type App, openApp } from '../../../main/app.ts'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'
import { graphOf } from '../../nodes/model/small-plan.ts'
import { all, filesOf, untrained, written } from '../weights/saved.ts'

const folder = mkdtempSync(join(tmpdir(), 'patchbay-ask-'))
let app: App
beforeAll(async () => {
  await buildIfNeeded()
  app = openApp({ home: join(folder, 'home'), out: resolve('out') })
}, 120_000)
afterAll(() => app.close())

const calls = () => createClient(serve(app.service))

/** Blocks in a row, each wired to the next by what they are named after. */
function chain(
  ...blocks: readonly (readonly [string, Record<string, unknown>, ports?: readonly [string, string]])[]
): Graph {
  const placed: PlacedBlock[] = blocks.map(([type, params], i) => ({ id: `b${i}`, type, params, at: [i, 0] }))
  const wires = blocks.slice(1).map(
    ([, , [from, to] = ['rows', 'rows']], i) =>
      [
        [`b${i}`, from],
        [`b${i + 1}`, to],
      ] as const,
  )
  return { format: 'patchbay/1', name: 'asked', blocks: placed, wires: wires as Graph['wires'], groups: [], notes: [] }
}

const write = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** About 3.5 MB of words that hardly repeat: a Unigram tokenizer takes long to learn of it. */
const slowText = () =>
  write('slow.txt', Array.from({ length: 350_000 }, (_, i) => ((i * 2654435761) % 2 ** 32).toString(36)).join(' '))

test('a preview tells how far it has come, and in the end what flows', async () => {
  const graph = chain(['text-file', { path: write('a.txt', 'A whale.\n\nA sea.') }])
  const events: PreviewEvent<unknown>[] = []
  for await (const event of calls().listen('graph.preview', { graph, block: 'b0' }, new AbortController().signal))
    events.push(event)
  expect(events[0]).toMatchObject({ kind: 'progress', progress: { part: 'read' } })
  expect(events.at(-1)).toMatchObject({ kind: 'done', value: { kind: 'rows', counts: { train: 2 } } })
})

test('a preview that takes long is over as soon as nobody wants it any more', async () => {
  const graph = chain(['text-file', { path: slowText() }], ['unigram-tokenizer', { size: 100_000 }])
  const leave = new AbortController()
  const parts: string[] = []
  let left = 0
  for await (const event of calls().listen('graph.preview', { graph, block: 'b1' }, leave.signal)) {
    if (event.kind !== 'progress') throw new Error('it was not slow enough')
    parts.push(event.progress.part)
    if (event.progress.part !== 'tokenizer') continue
    left = performance.now()
    leave.abort()
  }
  expect(parts).toContain('read')
  expect(performance.now() - left).toBeLessThan(3000)
}, 60_000)

test('a question that was given up before it was asked starts nothing', async () => {
  const leave = new AbortController()
  leave.abort()
  const graph = chain(['text-file', { path: slowText() }])
  const events = await Array.fromAsync(calls().listen('graph.preview', { graph, block: 'b0' }, leave.signal))
  expect(events).toEqual([])
})

test('what is wrong with the data is said on the block that reads it', async () => {
  const refusedAt = async (graph: Graph, block: string) => {
    const events = calls().listen('graph.preview', { graph, block }, new AbortController().signal)
    const refused = await Array.fromAsync(events).then(
      () => undefined,
      (error: unknown) => error,
    )
    return refused instanceof Refusals ? refused.problems.map(({ code, block }) => [code, block]) : refused
  }
  const file = write(
    'binary.txt',
    Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256),
  )
  const missing = chain(['text-file', { path: join(folder, 'nothing.txt') }], ['split', {}])
  expect(await refusedAt(missing, 'b1')).toEqual([['missing-file', 'b0']])
  expect(await refusedAt(chain(['text-file', { path: file }], ['split', {}]), 'b1')).toEqual([['binary-file', 'b0']])
  const little = write('little.txt', 'One row only.')
  expect(await refusedAt(chain(['text-file', { path: little }], ['split', {}]), 'b1')).toEqual([['one-row', 'b1']])
  const small = chain(['text-file', { path: little }], ['bpe-tokenizer', { size: 4000 }])
  expect(await refusedAt(small, 'b1')).toEqual([['too-little-text', 'b1']])
})

test('a target begins in the preview as the network that is trained on it wants', async () => {
  const [, config, build] = all.find(([name]) => name === 'bart') ?? []
  if (!config || !build) throw new Error('there is no BART')
  const path = written(filesOf(untrained({ ...config, decoder_start_token_id: 2 }, build)))
  const ours = graphOf('bart', {})
  const network = { type: 'pretrained', params: { path } }
  const graph = { ...ours, blocks: ours.blocks.map(b => (b.id === 'network' ? { ...b, ...network } : b)) }
  const firstOf = async (graph: Graph) => {
    for await (const event of calls().listen(
      'graph.preview',
      { graph, block: 'collator' },
      new AbortController().signal,
    ))
      if (event.kind === 'done' && event.value.kind === 'batches') return event.value.rows[0]?.target?.[0]?.id
    throw new Error('there was no preview of batches')
  }
  expect([await firstOf(ours), await firstOf(graph)]).toEqual([0, 2])
})
