export interface DecodedText {
  readonly text: string
  readonly encoding: string
  /** True when nothing in the file said so and the encoding is the likeliest one. */
  readonly guessed: boolean
}

/** The text of a file: by its byte order mark, else UTF-8, else the likelier of GB18030 and Windows-1252. Undefined when it is not text. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const marked = byMark(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked, guessed: false }
  if (bytes.includes(0)) return undefined
  const text = strict('utf-8', bytes)
  if (text !== undefined) return { text, encoding: 'UTF-8', guessed: false }
  const chinese = looksChinese(bytes) ? strict('gb18030', bytes) : undefined
  if (chinese !== undefined) return { text: chinese, encoding: 'GB18030', guessed: true }
  if (controls(bytes) > bytes.length / 20) return undefined
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252', guessed: true }
}

function byMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // not this encoding: that is the answer, not an error
  }
}

/** Chinese text has its high bytes in pairs; Western text has lone ones between plain letters. */
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

/** Bytes below space that text does not use; tab, line feed, form feed and return are fine. */
function controls(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) count++
  return count
}
