import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Transport } from '../../../core/rpc/contract.ts'
import { serveWeb, type WebHost } from '../../../main/hosts/web.ts'

const echo: Transport = {
  call: async (_name, input) => ({ ok: true, value: input }),
  listen: async function* () {},
}

let root: string
let host: WebHost
let cookie: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'patchbay-web-'))
  await writeFile(join(root, 'index.html'), 'the window')
  host = await serveWeb(echo, { root })
  const opened = await get(new URL(host.url).pathname + new URL(host.url).search)
  cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await host.close()
  await rm(root, { recursive: true })
})

describe('the web host', () => {
  test('lets in whoever brings the link, once, and gives a fresh link for the next', async () => {
    const { pathname, search } = new URL(host.url)
    const first = await get(pathname + search)
    expect(first.status).toBe(303)
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await get(pathname + search)).status).toBe(403)
    expect(new URL(host.url).search).not.toBe(search)
  })

  test('shows the window with strict rules to whoever was let in, and nothing to others', async () => {
    expect((await get('/')).status).toBe(401)
    const page = await get('/', { cookie })
    expect(page).toMatchObject({ status: 200, body: 'the window' })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('gives no file outside its folder', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%00'])
      expect((await get(path, { cookie })).status).toBe(404)
  })

  test('refuses an address that is none, and goes on', async () => {
    expect((await get('//')).status).toBe(400)
    expect((await get('/')).status).toBe(401)
  })

  test('answers to its own name only, whatever other names lead to it', async () => {
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(421)
  })

  test('carries calls for its own page, and for no other site', async () => {
    expect(await call({ cookie, origin: host.origin })).toEqual({ id: 1, reply: { ok: true, value: { a: 1 } } })
    await expect(call({ cookie, origin: 'http://evil.example' })).rejects.toThrow('403')
    await expect(call({ cookie })).rejects.toThrow('403')
    await expect(call({ origin: host.origin })).rejects.toThrow('403')
  })
})

function get(path: string, headers: Record<string, string> = {}) {
  const { port } = new URL(host.origin)
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, headers: { host: `127.0.0.1:${port}`, ...headers } },
      response => {
        let body = ''
        response.on('data', chunk => {
          body += String(chunk)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

function call(headers: Record<string, string>): Promise<unknown> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/calls`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, do: 'call', name: 'echo', input: { a: 1 } })))
    socket.on('message', data => {
      resolve(JSON.parse(String(data)))
      socket.close()
    })
  })
}
