import { text } from '../text.ts'
import type { AbortSignalLike, Reply, Transport } from './contract.ts'

/** What a window says over a channel that only moves messages: a WebSocket, or Electron's. */
export type ChannelRequest =
  | { readonly id: number; readonly do: 'call' | 'listen'; readonly name: string; readonly input: unknown }
  | { readonly id: number; readonly do: 'end' }

/** What it hears: a call has one reply; a stream has any number and an `end`. */
export type ChannelResponse =
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly end: true }

/** The app's end of a channel. `close` ends every stream of this window. */
export function serveChannel(transport: Transport, send: (response: ChannelResponse) => void) {
  const streams = new Map<number, ReturnType<typeof abortController>>()

  async function follow(id: number, name: string, input: unknown) {
    const stop = abortController()
    streams.set(id, stop)
    for await (const reply of transport.listen(name, input, stop.signal)) {
      if (stop.signal.aborted) break
      send({ id, reply })
    }
    streams.delete(id)
    if (!stop.signal.aborted) send({ id, end: true })
  }

  return {
    async hear(request: ChannelRequest): Promise<void> {
      if (request.do === 'end') streams.get(request.id)?.abort()
      else if (request.do === 'listen') await follow(request.id, request.name, request.input)
      else send({ id: request.id, reply: await transport.call(request.name, request.input) })
    },
    close() {
      for (const stop of streams.values()) stop.abort()
    },
  }
}

/** The window's end of a channel. When the channel is lost, everything under way is answered with a problem. */
export function openChannel(send: (request: ChannelRequest) => void): {
  transport: Transport
  hear: (response: ChannelResponse) => void
  lost: () => void
} {
  const waiting = new Map<number, (response: ChannelResponse) => void>()
  let last = 0

  return {
    transport: {
      call(name, input) {
        const id = ++last
        return new Promise(resolve => {
          waiting.set(id, response => {
            waiting.delete(id)
            resolve('reply' in response ? response.reply : disconnected)
          })
          send({ id, do: 'call', name, input })
        })
      },
      async *listen(name, input, signal) {
        const id = ++last
        const queue: ChannelResponse[] = []
        let wake = () => {}
        waiting.set(id, response => {
          queue.push(response)
          wake()
        })
        signal.addEventListener('abort', () => wake(), { once: true })
        send({ id, do: 'listen', name, input })
        try {
          while (!signal.aborted) {
            const next = queue.shift()
            if (!next) await new Promise<void>(resolve => (wake = resolve))
            else if ('end' in next) return
            else yield next.reply
          }
        } finally {
          if (waiting.delete(id)) send({ id, do: 'end' })
        }
      },
    },
    hear: response => waiting.get(response.id)?.(response),
    lost() {
      for (const [id, hear] of [...waiting]) {
        hear({ id, reply: disconnected })
        hear({ id, end: true })
      }
    },
  }
}

const disconnected: Reply = {
  ok: false,
  problems: [
    {
      code: 'disconnected',
      severity: 'error',
      message: text('The window lost its connection to Patchbay.', '窗口与 Patchbay 的连接已断开。'),
      fix: text(
        'It reconnects automatically; if not, restart Patchbay.',
        '窗口会自动重新连接；如果没有，请重新启动 Patchbay。',
      ),
    },
  ],
}

/** A signal and the way to give it: the language itself has no AbortController. */
function abortController(): { readonly signal: AbortSignalLike; abort(): void } {
  const listeners = new Set<() => void>()
  let aborted = false
  return {
    signal: {
      get aborted() {
        return aborted
      },
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
    abort() {
      if (aborted) return
      aborted = true
      for (const listener of listeners) listener()
    },
  }
}
