import { analyse } from 'chardet'
import { plausibility, refineWestern } from './plausibility.ts'

/** An encoding by its TextDecoder label, and whether it is only a guess. */
export interface GuessedEncoding {
  readonly name: string
  readonly guessed: boolean
}

/** Encodings of files that are not Unicode, the most frequent first. */
const multiByteEncodings = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']
const singleByteEncodings = ['1252', '1250', '1251', '1253', '1254', '1255', '1256', '1257'].map(
  page => `windows-${page}`,
)
const western = 'windows-1252'
/** Bytes that are searched for words. */
const maxJudgedBytes = 2 ** 16

/**
 * The encoding of a text that begins with these bytes: by its byte order mark, else UTF-16 where zero bytes show it, else UTF-8
 * (also where a few characters are invalid, which makes a mixed file), else the likeliest. Undefined when it is no text.
 */
export function detectEncoding(bytes: Uint8Array): GuessedEncoding | undefined {
  const marked = byteOrderMark(bytes)
  if (marked) return { name: marked, guessed: false }
  const wide = utf16(bytes) ?? utf16OfOthers(bytes)
  if (wide) return { name: wide, guessed: true }
  if (hasManyNuls(bytes)) return undefined
  if (decodesAs('utf-8', bytes) || isMostlyUtf8(bytes)) return { name: 'utf-8', guessed: false }
  const likely = analyse(bytes).map(({ name, confidence }) => ({ name: decoderOf(name), confidence }))
  const many = likely.find(
    ({ name, confidence }) => confidence >= 60 && multiByteEncodings.includes(name) && decodesAs(name, bytes),
  )
  if (many) return { name: many.name, guessed: true }
  if (looksChinese(bytes) && decodesAs('gb18030', bytes)) return { name: 'gb18030', guessed: true }
  if (controlCount(bytes) > bytes.length / 20) return undefined
  return {
    name: likeliestPage(
      bytes.subarray(0, maxJudgedBytes),
      likely.map(({ name }) => name),
    ),
    guessed: true,
  }
}

/** The single-byte encoding in which the words are most plausible; on a tie the likeliest by its characters. */
function likeliestPage(bytes: Uint8Array, likely: readonly string[]): string {
  const pages = [...singleByteEncodings, 'koi8-r', 'ibm866', 'macintosh']
  const inOrder = new Set([...likely.filter(name => pages.includes(name)), ...pages])
  const read = [...inOrder].map(name => ({ name, text: new TextDecoder(name).decode(bytes) }))
  const judged = read.map(page => ({ ...page, score: plausibility(page.text) }))
  const best = judged.reduce((best, next) => (next.score > best.score ? next : best))
  return (best.name === western && refineWestern(best.text)) || best.name
}

/** In practice, ISO 8859-1 always means the Windows code page that extends it. */
function decoderOf(name: string): string {
  const lower = name.toLowerCase()
  return lower === 'iso-8859-1' ? 'windows-1252' : lower
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** Western text in UTF-16 has a 0 in nearly every second byte, and hardly any in the others. */
function utf16(bytes: Uint8Array): string | undefined {
  let [even, odd] = [0, 0]
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const units = bytes.length / 2
  if (units < 2) return undefined
  if (odd > units * 0.4 && even < units * 0.02) return 'utf-16le'
  if (even > units * 0.4 && odd < units * 0.02) return 'utf-16be'
  return undefined
}

/** Matches ASCII, alphabets, symbols and spaces, Chinese, Japanese, Korean and full-width forms: nearly all characters of real text. */
const usualCharacters =
  /[\t\n\r -~\u00a0-\u024f\u0370-\u06ff\u0900-\u0e7f\u1e00-\u1fff\u2000-\u206f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]/g
/** Matches a character that results from reading two ASCII bytes as one UTF-16 unit. */
const twoLetters = /[\u2020-\u7e7e]/g
const isTwoLetters = (letter: string) => (letter.charCodeAt(0) & 0xff) >= 0x20 && (letter.charCodeAt(0) & 0xff) <= 0x7e

/** Other text in UTF-16 has a 0 only in line ends, spaces and digits: there, one of the two byte orders gives plausible text. */
function utf16OfOthers(bytes: Uint8Array): string | undefined {
  if (!bytes.includes(0)) return undefined
  return ['utf-16le', 'utf-16be'].find(name => {
    const text = new TextDecoder(name).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    const pairs = text.match(twoLetters)?.filter(isTwoLetters).length ?? 0
    return (text.match(usualCharacters)?.length ?? 0) > text.length * 0.95 && pairs < text.length / 2
  })
}

/** A few NUL bytes in a text are reported by line; many mean that it is no text. */
function hasManyNuls(bytes: Uint8Array): boolean {
  let nuls = 0
  for (const byte of bytes) if (byte === 0) nuls++
  return nuls > 0 && (nuls > bytes.length / 10 || controlCount(bytes) > nuls * 4)
}

/** Whether nearly all bytes beyond ASCII are valid UTF-8; in another encoding less than a quarter are by chance. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let [fitting, others] = [0, 0]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
    const rest = bytes.subarray(i + 1, i + length)
    if (length === 1 || !rest.every(next => next >= 0x80 && next < 0xc0)) others++
    else {
      fitting += length
      i += length - 1
    }
  }
  return fitting > 4 * others
}

/** Whether the bytes are valid in this encoding; a truncated last character is accepted. */
function decodesAs(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false // not this encoding, which is an answer and not an error
  }
}

/** Chinese text has its high bytes in pairs; Western text has single ones between ASCII letters. */
function looksChinese(bytes: Uint8Array): boolean {
  let high = 0
  let paired = 0
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue
    high++
    if ((bytes[i + 1] ?? 0) < 0xa1) continue
    high++
    paired += 2
    i++
  }
  return paired > high * 0.7
}

/** Matches control bytes that do not occur in text; tab, line feed, form feed and carriage return do. */
function controlCount(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) count++
  return count
}
