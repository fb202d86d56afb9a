import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may come in: only this machine's own browser, with a link that works once. */
export function createWebAuth(port: number) {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const name = `patchbay-${port}` // cookies ignore ports, so the name carries it
  const token = secret()
  let key = secret()

  return {
    origin,
    /** A fresh link each time the last one was used. */
    url: () => `${origin}/open?k=${key}`,
    /** Against DNS rebinding: the name in the address must be ours, whatever it resolves to. */
    addressed: (request: IncomingMessage) => request.headers.host === host,
    /** The cookie for whoever brings the current key; the key is dead from then on. */
    admit(given: string): string | undefined {
      if (!safeEqual(given, key)) return undefined
      key = secret()
      return `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`
    },
    known(request: IncomingMessage): boolean {
      const cookies = (request.headers.cookie ?? '').split(/;\s*/)
      return cookies.some(c => c.startsWith(`${name}=`) && safeEqual(c.slice(name.length + 1), token))
    },
    /** A page of another site can open a WebSocket to us; the browser tells where it comes from. */
    ours: (request: IncomingMessage) => request.headers.origin === origin,
  }
}

export type WebAuth = ReturnType<typeof createWebAuth>

const secret = () => randomBytes(32).toString('base64url')
const safeEqual = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
