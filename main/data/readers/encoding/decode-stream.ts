import { isAscii } from 'node:buffer'
import { binaryFile, guessedEncoding, mixedEncoding, nulInText } from '../../problems/data-problems.ts'
import type { ReadContext } from '../read-context.ts'
import { detectEncoding } from './detect-encoding.ts'

export interface DecodeContext extends ReadContext {
  /** The name of the file for messages. */
  readonly name: string
  /** The encoding that the user chose; absent or “auto” detects it. */
  readonly encoding?: string | undefined
}

/** Bytes from which the encoding is detected. */
const encodingSampleBytes = 256 * 1024

/**
 * The text of bytes in any encoding, in chunks. The encoding is detected at the first non-ASCII byte, however late that
 * occurs. Throws problems where the bytes are no text, or in two encodings; with a chosen encoding,
 * invalid bytes become the replacement character.
 */
export async function* decodeStream(bytes: AsyncIterable<Uint8Array>, given: DecodeContext): AsyncGenerator<string> {
  const chosen = given.encoding === 'auto' ? undefined : given.encoding
  const decode = decoder(given, chosen)
  try {
    yield* decoded(bytes, given, decode, chosen !== undefined)
  } finally {
    given.onEncodingDetected?.(given.name, decode.encoding)
  }
}

async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  given: DecodeContext,
  decode: ReturnType<typeof decoder>,
  isChosen: boolean,
): AsyncGenerator<string> {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let settled = isChosen
  for await (const chunk of bytes) {
    given.signal?.throwIfAborted()
    if (settled) yield decode.more(chunk)
    else if (waitingBytes === 0 && decode.started && isPlainAscii(chunk)) yield decode.more(chunk)
    else {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes < encodingSampleBytes) continue
      const sample = Buffer.concat(waiting)
      settled = decode.settle(sample)
      yield decode.more(sample)
      waiting = []
      waitingBytes = 0
    }
  }
  if (waitingBytes > 0) {
    const rest = Buffer.concat(waiting)
    decode.settle(rest)
    yield decode.more(rest)
  }
  yield decode.end()
}

const isPlainAscii = (bytes: Uint8Array) => isAscii(bytes) && !bytes.includes(0)

function decoder(given: DecodeContext, chosen: string | undefined) {
  let decoding = new TextDecoder(chosen ?? 'utf-8', { fatal: chosen === undefined })
  let started = false
  let line = 1
  const counted = (text: string): string => {
    started = true
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++
    if (text.includes('\0')) throw nulInText(given.name, line - linesAfter(text, text.indexOf('\0')))
    return text
  }
  const decoded = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return counted(decoding.decode(bytes, { stream }))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      const { encoding } = decoding
      const text = new TextDecoder(encoding).decode(bytes)
      const before = text.slice(0, Math.max(0, text.indexOf('\ufffd', 1))) // the first character may have begun earlier
      throw mixedEncoding(given.name, line + before.split('\n').length - 1, encoding)
    }
  }
  return {
    get started() {
      return started
    },
    get encoding() {
      return decoding.encoding
    },
    /** Detects the encoding from these bytes. False while they are plain ASCII, which most encodings share. */
    settle(sample: Uint8Array): boolean {
      if (isPlainAscii(sample)) return false
      const found = detectEncoding(sample)
      if (!found || (started && found.name.startsWith('utf-16'))) throw binaryFile(given.name)
      if (found.guessed) given.report(guessedEncoding(given.name, found.name))
      decoding = new TextDecoder(found.name, { fatal: true })
      return true
    },
    more: (bytes: Uint8Array): string => decoded(bytes, true),
    end: (): string => decoded(new Uint8Array(0), false),
  }
}

const linesAfter = (text: string, place: number) => text.slice(place).split('\n').length - 1
