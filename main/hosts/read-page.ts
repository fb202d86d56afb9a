import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** What a page of ours may load and do. Both hosts send it with every file. */
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export interface Page {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/** A file of the built window with its headers; undefined when there is none at this address inside `root`. */
export async function readPage(root: string, address: string): Promise<Page | undefined> {
  try {
    const file = normalize(join(root, address === '/' ? 'index.html' : decodeURIComponent(address)))
    if (!file.startsWith(normalize(root + sep))) return undefined
    const body = new Uint8Array(await readFile(file))
    const type = contentTypes[extname(file)] ?? 'application/octet-stream'
    return { body, headers: { ...securityHeaders, 'content-type': type, 'content-security-policy': csp } }
  } catch {
    return undefined // no such file, or an address that is no text: the same to whoever asks
  }
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cache-control': 'no-cache',
}
