// A Hub in the manner of the real one, on localhost: lists, redirects to where the bytes are, and sends parts of files.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export const parquet = readFileSync(join(import.meta.dirname, '../../fixtures/tables/snappy.parquet'))
export const large = Buffer.alloc(600_000, 'many words ')
const lines = Buffer.from('{"text":"a"}\n')
const hash = (kind: string, ...parts: readonly (string | Buffer)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHash(kind)).digest('hex')
export const sha256 = (bytes: Buffer): string => hash('sha256', bytes)
/** As `git hash-object` has it. */
const blobOf = (bytes: Buffer) => hash('sha1', `blob ${bytes.length}\0`, bytes)

interface Dataset {
  /** Of each branch the commit that it is at. */
  readonly branches: Record<string, string>
  /** The top of its README.md. */
  readonly card?: unknown
  /** One that not everybody may download. */
  readonly gated?: true
  readonly tags?: readonly string[]
  readonly files: Readonly<Record<string, Buffer>>
  /** Whether its files lie elsewhere, as large ones do. */
  readonly large?: true
}

const words: Dataset = {
  branches: { 'refs/convert/parquet': 'a'.repeat(40), main: 'a'.repeat(40) },
  tags: ['v1'],
  large: true,
  files: {
    'plain/train/0000.parquet': parquet,
    'plain/test/0000.parquet': parquet,
    'big/partial-train/0000.parquet': large,
    'plain/unsupervised/0000.parquet': parquet,
  },
}

/** A server and what it is to do. */
export function hubServer() {
  const datasets: Record<string, Dataset> = {
    'me/words': words,
    'me/lines': {
      branches: { main: 'b'.repeat(40) },
      card: { configs: [{ config_name: 'small', data_files: [{ split: 'gold', path: 'data/*' }] }] },
      files: { 'README.md': Buffer.from('# Lines'), 'data/train-00000.jsonl': lines, '../../evil.jsonl': lines },
    },
    'me/closed': { branches: { main: 'c'.repeat(40) }, gated: true, files: { 'train.csv': Buffer.from('text\n') } },
  }
  const hub = {
    address: '',
    /** Where large files lie: another host. */
    store: '',
    /** What was asked for since the last time this was emptied. */
    asked: [] as { url: string; range: string | undefined }[],
    /** Bytes after which the line breaks. */
    breakAfter: Number.POSITIVE_INFINITY,
    /** Milliseconds that pass before the second half of a file comes. */
    slow: 0,
    /** Bytes come other than they were sent. */
    spoil: false,
    /** Where the next page of a list is said to be; '' is here. */
    pages: 'https://huggingface.invalid',
    /** What small files are said to be, if not the truth. */
    blob: undefined as string | undefined,
    move: (dataset: string, commit: string) => {
      ;(datasets[dataset] as Dataset).branches.main = commit
    },
    open: () =>
      new Promise<void>(ready =>
        server.listen(0, '127.0.0.1', () => {
          const { port } = server.address() as AddressInfo
          hub.address = `http://127.0.0.1:${port}`
          hub.store = `http://localhost:${port}`
          ready()
        }),
      ),
    close: () => void server.close(),
  }
  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '')
    hub.asked.push({ url, range: request.headers.range })
    answer(url, request, response)
  })

  function answer(url: string, request: IncomingMessage, response: ServerResponse) {
    const refused = (status: number, code: string, headers = {}) =>
      void response.writeHead(status, { 'x-error-code': code, ...headers }).end(JSON.stringify({ error: code }))
    const json = (value: unknown, headers = {}) =>
      void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
    const stored = /^\/store\/([^/]+\/[^/]+)\/(.+)$/.exec(url)
    if (stored) return send(datasets[stored[1] as string]?.files[stored[2] as string], request, response)
    const [, name = '', question = ''] = /^(?:\/api)?\/datasets\/([^/]+\/[^/?]+)\/?(.*)$/.exec(url) ?? []
    if (name === 'me/busy') return refused(429, '', { ratelimit: '"api";r=0;t=55' })
    const dataset = datasets[name]
    if (!dataset) return refused(401, 'RepoNotFound')
    if (question === 'refs') return json(refsOf(dataset))
    const [, what, at = '', path = ''] =
      /^(revision|tree|resolve)\/(refs\/convert\/parquet|[^/?]+)\/?([^?]*)/.exec(question) ?? []
    const sha = dataset.branches[at] ?? Object.values(dataset.branches).find(commit => commit === at)
    if (!sha) return refused(404, 'RevisionNotFound')
    if (what === 'revision')
      return json({ id: name, sha, gated: dataset.gated ? 'auto' : false, cardData: dataset.card })
    if (what === 'tree') return treeOf(name, dataset, url, json)
    return resolve(name, dataset, sha, path)

    function resolve(name: string, { files, gated, large }: Dataset, sha: string, path: string) {
      const bytes = files[path]
      if (gated) return refused(401, 'GatedRepo')
      if (!bytes) return refused(404, 'EntryNotFound')
      response.setHeader('x-repo-commit', sha)
      if (!large) return send(bytes, request, response.setHeader('etag', `"${blobOf(bytes)}"`))
      const linked = { 'x-linked-etag': `"${sha256(bytes)}"`, 'x-linked-size': bytes.length }
      return void response.writeHead(302, { ...linked, location: `${hub.store}/store/${name}/${path}` }).end()
    }
  }

  /** A page of files and where the next is. A mirror passes on addresses of the Hub itself. */
  function treeOf(name: string, dataset: Dataset, url: string, json: (value: unknown, headers?: object) => void) {
    const files = Object.entries(dataset.files).map(([path, bytes]) => ({
      type: 'file',
      path,
      size: bytes.length,
      oid: hub.blob ?? blobOf(bytes),
      ...(dataset.large && { lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 134 } }),
    }))
    const more = `<${hub.pages || hub.address}/api/datasets/${name}/tree/${'a'.repeat(40)}?recursive=true&cursor=x>; rel="next"`
    if (!dataset.large) return json(files)
    if (url.includes('cursor=')) return json(files.slice(1))
    json([{ type: 'directory', path: 'plain', oid: '0'.repeat(40), size: 0 }, ...files.slice(0, 1)], { link: more })
  }

  function send(file: Buffer | undefined, request: IncomingMessage, response: ServerResponse) {
    if (!file) return void response.writeHead(404).end()
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const bytes = Buffer.from(file.subarray(from))
    if (hub.spoil) bytes.fill(0, 0, 1)
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length })
    if (request.method === 'HEAD') return void response.end()
    if (hub.slow > 0) {
      const half = bytes.length >> 1
      return void response.write(bytes.subarray(0, half), () =>
        setTimeout(() => response.end(bytes.subarray(half)), hub.slow),
      )
    }
    if (bytes.length <= hub.breakAfter) return void response.end(bytes)
    response.write(bytes.subarray(0, hub.breakAfter), () => setTimeout(() => response.destroy(), 50))
  }
  return hub
}

const refsOf = ({ branches, tags = [] }: Dataset) => {
  const ref = (kind: string) => (name: string) => ({ name, ref: `refs/${kind}/${name}`, targetCommit: 'a'.repeat(40) })
  const named = Object.keys(branches).filter(name => !name.includes('/'))
  return { branches: named.map(ref('heads')), tags: tags.map(ref('tags')), converts: [] }
}
