import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { type ChannelRequest, serveChannel } from '../../core/rpc/channel.ts'
import type { Transport } from '../../core/rpc/contract.ts'
import { openBrowser } from './open-browser.ts'
import { readPage } from './read-page.ts'
import { createWebAuth, type WebAuth } from './web-auth.ts'

export interface WebHost {
  /** The link to open now. Each works once; afterwards this is a fresh one. */
  readonly url: string
  readonly origin: string
  close(): Promise<void>
}

export interface WebOptions {
  /** The built window. */
  readonly root: string
  /** A free one when not given. */
  readonly port?: number
  /** Opens a browser, with a profile folder of its own where one is given. */
  readonly open?: boolean | { readonly profile: string }
}

/** Serves the window and its calls on this machine only. Rejects when the port is taken. */
export async function serveWeb(transport: Transport, { root, port = 0, open = false }: WebOptions): Promise<WebHost> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const door = createWebAuth((server.address() as AddressInfo).port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 << 20, perMessageDeflate: false })
  server.on('request', (request, response) => {
    respond(request, response, door, root).catch(error => {
      console.error(error)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy()) // it may go away before it is answered
    const welcome = door.addressed(request) && door.ours(request) && door.known(request) && request.url === '/calls'
    if (!welcome) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, ws => serveSocket(ws, transport))
  })
  const host: WebHost = {
    get url() {
      return door.url()
    },
    origin: door.origin,
    close: () => close(server, sockets),
  }
  if (open) openBrowser(host.url, open === true ? undefined : open.profile)
  return host
}

async function respond(request: IncomingMessage, response: ServerResponse, door: WebAuth, root: string) {
  const deny = (status: number, words: string) =>
    void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(words)
  if (!door.addressed(request)) return deny(421, 'Not this address.')
  if (request.method !== 'GET') return deny(405, 'Only GET.')
  const url = URL.parse(request.url ?? '/', door.origin)
  if (!url) return deny(400, 'Not an address.')
  if (url.pathname === '/open') {
    const cookie = door.admit(url.searchParams.get('k') ?? '')
    if (!cookie && !door.known(request)) return deny(403, linkUsedMessage)
    const headers = { location: '/', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }
    return void response.writeHead(303, cookie ? { ...headers, 'set-cookie': cookie } : headers).end()
  }
  if (!door.known(request)) return deny(401, linkUsedMessage)
  const found = await readPage(root, url.pathname)
  if (!found) return deny(404, 'Not found.')
  response.writeHead(200, found.headers).end(found.body)
}

const linkUsedMessage = `This link can be used only once and has already been used.
Press Enter in the terminal where Patchbay is running to get a new one.

此链接只能使用一次，且已被使用。
请在运行 Patchbay 的终端中按回车键获取新链接。
`

const requestSchema = z.union([
  z.object({ id: z.int(), do: z.enum(['call', 'listen']), name: z.string(), input: z.unknown() }),
  z.object({ id: z.int(), do: z.literal('end') }),
])

function serveSocket(socket: WebSocket, transport: Transport) {
  const end = serveChannel(transport, response => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(response))
  })
  socket.on('close', end.close)
  socket.on('error', () => socket.terminate())
  socket.on('message', data => {
    const request = parse(String(data))
    if (request) end.hear(request).catch(console.error)
    else socket.close(1008, 'not a request')
  })
}

function parse(message: string): ChannelRequest | undefined {
  try {
    const parsed = requestSchema.safeParse(JSON.parse(message))
    return parsed.success ? (parsed.data as ChannelRequest) : undefined
  } catch {
    return undefined // not JSON, so no window of ours said it
  }
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate()
  server.closeAllConnections()
  await new Promise<void>(resolve => server.close(() => resolve()))
}
