import { guessEncoding } from '../data/sources/guess-encoding.ts'
import { toldLayout } from '../data/sources/told-layout.ts'
import { isFields, jsonOf } from '../json-of.ts'
import { isTagged } from './is-tagged.ts'

const looked = 64 * 1024

/** The first bytes of a file. */
export async function beginningOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= looked) break
  }
  return Buffer.concat(chunks)
}

const marks = [
  ['PAR1', '.parquet'],
  ['ARROW1', '.arrow'],
  ['SQLite format 3', '.sqlite'],
] as const

/** The ending that a file with this beginning would have; '' when it is none that is known. */
export function kindByContent(bytes: Buffer): string {
  const [, kind] = marks.find(([mark]) => bytes.subarray(0, mark.length).toString('latin1') === mark) ?? []
  if (kind) return kind
  return bytes.length > 0 && guessEncoding(bytes) ? '.txt' : ''
}

/** The beginning of a file as text; undefined when it is none. */
export function textOf(bytes: Buffer): string | undefined {
  const encoding = bytes.length > 0 ? guessEncoding(bytes)?.name : undefined
  return encoding === undefined ? undefined : new TextDecoder(encoding).decode(bytes)
}

/** The ending that a file of plain text would have: some are tables, or have a tag for each word. */
export function kindOfText(bytes: Buffer): string {
  const text = textOf(bytes) ?? ''
  const whole = bytes.length < looked
  if (isTagged(text, whole)) return '.conll'
  if (isJson(text)) return '.json'
  return toldLayout(text).lines !== '' || isTable(text, whole) ? '.tsv' : '.txt'
}

/** Whether a text begins with a list or a row in JSON, or is all of one. */
function isJson(text: string): boolean {
  const start = text.trimStart()
  const [line = ''] = start.split(/[\r\n]/, 1)
  return /^\[\s*\{\s*"/.test(start) || isFields(jsonOf(line)) || isFields(jsonOf(text))
}

/** Whether a text is a table, as spreadsheets write “Unicode text”: as many tabs in every line. */
function isTable(text: string, whole: boolean): boolean {
  const lines = text.trimEnd().split(/\r\n|\r|\n/)
  const seen = whole ? lines : lines.slice(0, -1) // the last one may be cut off
  const tabs = new Set(seen.map(line => line.split('\t').length - 1))
  return seen.length > 1 && tabs.size === 1 && !tabs.has(0)
}
