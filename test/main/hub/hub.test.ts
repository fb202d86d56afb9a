import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HubEvent } from '../../../core/hub.ts'
import type { Refusals } from '../../../core/problem.ts'
import { lookAtTable } from '../../../main/data/look-at-table.ts'
import { downloadSplit } from '../../../main/hub/download-split.ts'
import { lookAtHub } from '../../../main/hub/look-at-hub.ts'

const parquet = readFileSync(join(import.meta.dirname, '../../fixtures/tables/snappy.parquet'))
const large = Buffer.alloc(600_000, 'many words ')
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const home = mkdtempSync(join(tmpdir(), 'patchbay-hub-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A Hub in the manner of the real one: lists, redirects to where the bytes are, and sends parts of files. */
const files: Record<string, Buffer> = {
  'plain/train/0000.parquet': parquet,
  'plain/test/0000.parquet': parquet,
  'big/partial-train/0000.parquet': large,
  'plain/unsupervised/0000.parquet': parquet,
}
/** Of each branch of a dataset, the commit that it is at. */
const commits: Record<string, string> = {
  'me/words/refs/convert/parquet': 'a'.repeat(40),
  'me/lines/main': 'b'.repeat(40),
  'me/closed/main': 'c'.repeat(40),
}
/** What the Hub tells of the top of a dataset’s README.md. */
const cards: Record<string, object> = {
  'me/lines': { cardData: { configs: [{ config_name: 'small', data_files: [{ split: 'gold', path: 'data/*' }] }] } },
}
const lines = '{"text":"a"}\n'
/** `git hash-object` of it. */
const blobOfLines = createHash('sha1').update(`blob ${lines.length}\0${lines}`).digest('hex')
let blob = blobOfLines
let asked: { url: string; range: string | undefined }[] = []
let breakAfter = Number.POSITIVE_INFINITY
let spoil = false

function answer(request: IncomingMessage, response: ServerResponse) {
  const url = decodeURIComponent(request.url ?? '')
  asked.push({ url, range: request.headers.range })
  const json = (value: unknown, headers = {}) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(value))
  }
  const entry = (path: string) => ({
    type: 'file',
    path,
    size: files[path]?.length,
    lfs: { oid: sha256(files[path] as Buffer) },
  })
  const names = Object.keys(files)
  const refused = (status: number, code: string, headers = {}) =>
    void response.writeHead(status, { 'x-error-code': code, ...headers }).end(JSON.stringify({ error: code }))
  const [, dataset = '', revision = ''] = /^\/api\/datasets\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(url) ?? []
  if (dataset === 'me/busy') return refused(429, '', { ratelimit: '"api";r=0;t=55' })
  if (dataset === 'me/nothing') return refused(401, 'RepoNotFound')
  const sha = commits[`${dataset}/${revision}`]
  if (revision)
    return sha ? json({ id: dataset, sha, gated: false, ...cards[dataset] }) : refused(404, 'RevisionNotFound')
  if (url === `/api/datasets/me/words/tree/${'a'.repeat(40)}?recursive=true`)
    return json([{ type: 'directory', path: 'plain' }, ...names.slice(0, 1).map(entry)], {
      link: '<https://huggingface.invalid/page2?cursor=x>; rel="next"',
    })
  if (url === '/page2?cursor=x') return json(names.slice(1).map(entry))
  if (url === `/api/datasets/me/closed/tree/${'c'.repeat(40)}?recursive=true`)
    return json([{ type: 'file', path: 'train.csv', size: 5, oid: 'd'.repeat(40) }])
  if (url.startsWith('/datasets/me/closed/resolve/')) return refused(401, 'GatedRepo')
  if (url === '/api/datasets/me/words/refs')
    return json({ branches: [{ name: 'main' }], tags: [{ name: 'v1' }], converts: [] })
  if (/^\/api\/datasets\/me\/lines\/tree\/[be]{40}\?recursive=true$/.test(url))
    return json([
      { type: 'file', path: 'README.md', size: 5 },
      { type: 'file', path: 'data/train-00000.jsonl', size: lines.length, oid: blob },
      { type: 'file', path: '../../evil.jsonl', size: 3 },
    ])
  if (/^\/datasets\/me\/lines\/resolve\/[be]{40}\/data\/train-00000.jsonl$/.test(url)) return response.end(lines)
  const path = /^\/datasets\/me\/words\/resolve\/a{40}\/(.+)$/.exec(url)?.[1]
  if (path) return response.writeHead(302, { location: `/store/${path}` }).end()
  const stored = files[/^\/store\/(.+)$/.exec(url)?.[1] ?? '']
  if (!stored) return response.writeHead(404).end()
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const bytes = Buffer.from(stored.subarray(from))
  if (spoil) bytes.fill(0, 0, 1)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length })
  if (bytes.length <= breakAfter) return response.end(bytes)
  response.write(bytes.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 50))
}

const server = createServer(answer)
let address = ''
beforeAll(async () => {
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
beforeEach(() => {
  asked = []
  breakAfter = Number.POSITIVE_INFINITY
  spoil = false
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
  expect(await lookAtHub({ address, dataset: 'me/words', revision: '' })).toEqual({
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
    expect((await lookAtTable({ kind: 'files', path, format: 'parquet' })).rows).toBe(3)
    asked = []
    expect((await download({ split: 'train' })).at(-1)).toEqual(last)
    expect(asked.filter(({ url }) => url.startsWith('/store'))).toEqual([])
  })

  test('of a branch that has moved on is another one, so that no two versions are mixed', async () => {
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({ path: expect.stringMatching(/b{40}/) })
    commits['me/lines/main'] = 'e'.repeat(40)
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({ path: expect.stringMatching(/e{40}/) })
  })

  test('is found by the address of its page, too', async () => {
    const dataset = 'https://huggingface.co/datasets/me/words/viewer/plain/train?row=1'
    expect((await lookAtHub({ address, dataset, revision: '' })).revisions).toEqual(['main', 'v1'])
  })

  test('that breaks off says so, and goes on where it stopped', async () => {
    breakAfter = 200_000
    expect(await problemOf(download({ config: 'big' }))).toMatchObject({ code: 'hub-offline' })
    breakAfter = Number.POSITIVE_INFINITY
    asked = []
    const events = await download({ config: 'big' })
    const range = asked.find(({ url }) => url.startsWith('/store'))?.range
    expect(Number(/bytes=(\d+)-/.exec(range ?? '')?.[1])).toBeGreaterThan(0)
    expect(events.filter(e => e.kind === 'progress').at(-1)).toEqual({
      kind: 'progress',
      done: large.length,
      total: large.length,
    })
    const end = events.at(-1)
    expect(
      readFileSync(join(end?.kind === 'done' ? end.path : '', 'big/partial-train/0000.parquet')).equals(large),
    ).toBe(true)
  })

  test('that arrives with other bytes is deleted', async () => {
    spoil = true
    expect(await problemOf(download({ split: 'test' }))).toMatchObject({ code: 'hub-checksum' })
    spoil = false
    expect((await download({ split: 'test' })).at(-1)).toMatchObject({ kind: 'done' })
  })

  test('of files that are not Parquet takes what the dataset’s card names, and nothing that points outside', async () => {
    expect((await download({ dataset: 'me/lines' })).at(-1)).toMatchObject({
      kind: 'done',
      format: 'json',
      config: 'small',
      split: 'gold',
    })
    blob = '0'.repeat(40)
    const again = Array.fromAsync(
      downloadSplit({ ...words, dataset: 'me/lines', address }, mkdtempSync(join(tmpdir(), 'hub-'))),
    )
    expect(await problemOf(again)).toMatchObject({ code: 'hub-checksum' })
    blob = blobOfLines
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
    const problem = await problemOf(lookAtHub({ address: 'http://127.0.0.1:9', dataset: 'me/words', revision: '' }))
    expect(problem).toMatchObject({ code: 'hub-offline', param: 'dataset' })
    expect(problem?.fix.zh).toContain('互联网')
  })

  test('a dataset or a version that does not exist', async () => {
    expect(await problemOf(lookAtHub({ address, dataset: 'me/nothing', revision: '' }))).toMatchObject({
      code: 'hub-no-dataset',
    })
    expect(await problemOf(lookAtHub({ address, dataset: 'me/words', revision: 'v9' }))).toMatchObject({
      code: 'hub-no-revision',
      param: 'revision',
    })
  })

  test('an account that it asks for: its files are listed, and cannot be had', async () => {
    const closed = { address, dataset: 'me/closed', revision: '' }
    expect((await lookAtHub(closed)).splits).toMatchObject([{ split: 'train', files: 1 }])
    const problem = await problemOf(download({ dataset: 'me/closed' }))
    expect(problem).toMatchObject({
      code: 'hub-gated',
      fix: { en: expect.stringContaining(`${address}/datasets/me/closed`) },
    })
  })

  test('too many requests: how long to wait', async () => {
    const problem = await problemOf(lookAtHub({ address, dataset: 'me/busy', revision: '' }))
    expect(problem).toMatchObject({ code: 'hub-crowded', fix: { en: expect.stringContaining('55 seconds') } })
  })

  test.each(['', '..', 'me/..', 'a/b/c', 'me/words?x'])('a name that is none: %j', async dataset => {
    expect(await problemOf(lookAtHub({ address, dataset, revision: '' }))).toMatchObject({ code: 'hub-name' })
  })

  test.each(['file:///etc', 'nonsense'])('an address that is none: %s', async wrong => {
    expect(await problemOf(lookAtHub({ address: wrong, dataset: 'me/words', revision: '' }))).toMatchObject({
      code: 'hub-address',
    })
  })
})
