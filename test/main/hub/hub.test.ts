import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HubEvent } from '../../../core/data/hub-contents.ts'
import type { Refusals } from '../../../core/problem.ts'
import { inspectTable } from '../../../main/data/inspect/inspect-table.ts'
import { downloadSplit } from '../../../main/hub/download-split.ts'
import { inspectDataset } from '../../../main/hub/inspect-dataset.ts'
import { hubServer, large, parquet } from './hub-server.ts'

const home = mkdtempSync(join(tmpdir(), 'patchbay-hub-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const hub = hubServer()
let address = ''
beforeAll(async () => {
  await hub.open()
  address = hub.address
})
afterAll(hub.close)
beforeEach(() => {
  hub.asked = []
  hub.breakAfter = Number.POSITIVE_INFINITY
  hub.spoil = false
  hub.slow = 0
})

const words = { dataset: 'me/words', revision: '', config: '', split: '' }
const download = async (wanted: Partial<typeof words>, signal?: AbortSignal): Promise<HubEvent[]> =>
  Array.fromAsync(downloadSplit({ ...words, address, ...wanted }, home, signal))
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: Refusals) => error.problems?.[0] ?? expect.unreachable(String(error)),
  )

test('a dataset tells its versions, configs and splits', async () => {
  expect(await inspectDataset({ address, dataset: 'me/words', revision: '' })).toEqual({
    revisions: ['main', 'v1'],
    splits: [
      { config: 'plain', split: 'train', files: 1, bytes: parquet.length },
      { config: 'plain', split: 'test', files: 1, bytes: parquet.length },
      { config: 'big', split: 'train', partial: true, files: 1, bytes: large.length },
      { config: 'plain', split: 'unsupervised', files: 1, bytes: parquet.length },
    ],
  })
})

describe('a download', () => {
  test('brings a split that can be read, and is not done twice', async () => {
    const last = (await download({ split: 'train' })).at(-1)
    expect(last).toMatchObject({ kind: 'done', format: 'parquet', config: 'plain', split: 'train' })
    const path = last?.kind === 'done' ? last.path : ''
    expect((await inspectTable({ kind: 'files', path, format: 'parquet' })).rows).toBe(3)
    hub.asked = []
    expect((await download({ split: 'train' })).at(-1)).toEqual(last)
    expect(hub.asked.filter(({ url }) => url.startsWith('/store'))).toEqual([])
  })

  test('of a branch that has moved on is another one, so that no two versions are mixed', async () => {
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({ path: expect.stringMatching(/b{40}/) })
    hub.move('me/lines', 'e'.repeat(40))
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({ path: expect.stringMatching(/e{40}/) })
  })

  test('is found by the address of its page, too', async () => {
    const dataset = 'https://huggingface.co/datasets/me/words/viewer/plain/train?row=1'
    expect((await inspectDataset({ address, dataset, revision: '' })).revisions).toEqual(['main', 'v1'])
  })

  test('that breaks off says so, and goes on where it stopped', async () => {
    hub.breakAfter = 200_000
    expect(await problemOf(download({ config: 'big' }))).toMatchObject({ code: 'hub-offline' })
    hub.breakAfter = Number.POSITIVE_INFINITY
    hub.asked = []
    const events = await download({ config: 'big' })
    const range = hub.asked.find(({ url }) => url.startsWith('/store'))?.range
    expect(Number(/bytes=(\d+)-/.exec(range ?? '')?.[1])).toBeGreaterThan(0)
    expect(events.filter(e => e.kind === 'progress').at(-1)).toMatchObject({
      kind: 'progress',
      done: large.length,
      total: large.length,
    })
    const end = events.at(-1)
    expect(
      readFileSync(join(end?.kind === 'done' ? end.path : '', 'big/partial-train/0000.parquet')).equals(large),
    ).toBe(true)
  })

  test('tells how fast it is and how long it takes, once it knows', async () => {
    hub.slow = 1200
    const other = mkdtempSync(join(tmpdir(), 'patchbay-hub-'))
    const events = await Array.fromAsync(downloadSplit({ ...words, address, config: 'big' }, other))
    const [first] = events
    const last = events.filter(event => event.kind === 'progress').at(-1)
    expect(first).not.toHaveProperty('perSecond')
    expect(last?.perSecond).toBeGreaterThan(0)
    expect(last?.perSecond).toBeLessThan(large.length)
    expect(last?.secondsLeft).toBe(0)
    rmSync(other, { recursive: true })
  })

  test('that arrives with other bytes is deleted', async () => {
    hub.spoil = true
    expect(await problemOf(download({ split: 'test' }))).toMatchObject({ code: 'hub-checksum' })
    hub.spoil = false
    expect((await download({ split: 'test' })).at(-1)).toMatchObject({ kind: 'done' })
  })

  test('of files that are not Parquet takes what the dataset’s card names, and nothing that points outside', async () => {
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({
      kind: 'done',
      format: 'json',
      config: 'small',
      split: 'gold',
    })
    hub.blob = '0'.repeat(40)
    const again = Array.fromAsync(
      downloadSplit({ ...words, dataset: 'me/lines', address }, mkdtempSync(join(tmpdir(), 'hub-'))),
    )
    expect(await problemOf(again)).toMatchObject({ code: 'hub-checksum' })
    hub.blob = undefined
    expect(existsSync(join(home, 'datasets', 'evil.jsonl'))).toBe(false)
    expect(existsSync(join(home, 'evil.jsonl'))).toBe(false)
  })

  test('that is stopped keeps what has come, and says nothing more', async () => {
    const other = mkdtempSync(join(tmpdir(), 'patchbay-hub-'))
    const stop = new AbortController()
    const events: HubEvent[] = []
    for await (const event of downloadSplit({ ...words, address, config: 'big' }, other, stop.signal)) {
      events.push(event)
      stop.abort()
    }
    expect(events).toMatchObject([{ kind: 'progress', total: large.length }])
    const again = await Array.fromAsync(downloadSplit({ ...words, address, config: 'big' }, other))
    expect(again.at(-1)).toMatchObject({ kind: 'done' })
    rmSync(other, { recursive: true })
  })

  test('of a split that does not exist names those that do', async () => {
    const problem = await problemOf(download({ split: 'validation' }))
    expect(problem).toMatchObject({ code: 'hub-no-split', param: 'split' })
    expect(problem?.message.en).toContain('plain / train, plain / test, big / train, plain / unsupervised')
  })
})

describe('what stands in the way is a problem', () => {
  test('nobody there', async () => {
    const problem = await problemOf(
      inspectDataset({ address: 'http://127.0.0.1:9', dataset: 'me/words', revision: '' }),
    )
    expect(problem).toMatchObject({ code: 'hub-offline', param: 'dataset' })
    expect(problem?.fix.zh).toContain('互联网')
  })

  test('a dataset or a version that does not exist', async () => {
    expect(await problemOf(inspectDataset({ address, dataset: 'me/nothing', revision: '' }))).toMatchObject({
      code: 'hub-no-dataset',
    })
    expect(await problemOf(inspectDataset({ address, dataset: 'me/words', revision: 'v9' }))).toMatchObject({
      code: 'hub-no-revision',
      param: 'revision',
    })
  })

  test('an account that it asks for: its files are listed, and cannot be had', async () => {
    const closed = { address, dataset: 'me/closed', revision: '' }
    expect((await inspectDataset(closed)).splits).toMatchObject([{ split: 'train', files: 1 }])
    const problem = await problemOf(download({ dataset: 'me/closed' }))
    expect(problem).toMatchObject({
      code: 'hub-gated',
      fix: { en: expect.stringContaining(`${address}/datasets/me/closed`) },
    })
  })

  test('too many requests: how long to wait', async () => {
    const problem = await problemOf(inspectDataset({ address, dataset: 'me/busy', revision: '' }))
    expect(problem).toMatchObject({ code: 'hub-crowded', fix: { en: expect.stringContaining('55 seconds') } })
  })

  test.each(['', '..', 'me/..', 'a/b/c', 'me/words?x'])('a name that is none: %j', async dataset => {
    expect(await problemOf(inspectDataset({ address, dataset, revision: '' }))).toMatchObject({ code: 'hub-name' })
  })

  test.each(['file:///etc', 'nonsense'])('an address that is none: %s', async wrong => {
    expect(await problemOf(inspectDataset({ address: wrong, dataset: 'me/words', revision: '' }))).toMatchObject({
      code: 'hub-address',
    })
  })
})
