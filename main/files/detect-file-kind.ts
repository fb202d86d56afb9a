import { detectEncoding } from '../data/readers/encoding/detect-encoding.ts'
import { dialectHeader } from '../data/readers/formats/dialect-header.ts'
import { conlluCells, isComment, isDocumentStart, tagCells } from '../data/readers/formats/tagged-rows.ts'
import { isJsonObject, tryParseJson } from '../json.ts'

const maxBeginningBytes = 64 * 1024

/** The first bytes of a file. */
export async function readBeginning(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= maxBeginningBytes) break
  }
  return Buffer.concat(chunks)
}

const magicNumbers = [
  ['PAR1', '.parquet'],
  ['ARROW1', '.arrow'],
  ['SQLite format 3', '.sqlite'],
] as const

/** The extension that suits a file with this beginning; '' for unknown content. */
export function extensionByContent(bytes: Buffer): string {
  const [, kind] = magicNumbers.find(([mark]) => bytes.subarray(0, mark.length).toString('latin1') === mark) ?? []
  if (kind) return kind
  return bytes.length > 0 && detectEncoding(bytes) ? '.txt' : ''
}

/** The beginning of a file as text; undefined for binary content. */
export function decodeBeginning(bytes: Buffer): string | undefined {
  const encoding = bytes.length > 0 ? detectEncoding(bytes)?.name : undefined
  return encoding === undefined ? undefined : new TextDecoder(encoding).decode(bytes)
}

/** The extension that suits a text: some are tables, or have a tag for each word. */
export function extensionOfText(bytes: Buffer): string {
  const text = decodeBeginning(bytes) ?? ''
  const whole = bytes.length < maxBeginningBytes
  if (isTagged(text, whole)) return '.conll'
  if (isJson(text)) return '.json'
  return dialectHeader(text).lines !== '' || isTable(text, whole) ? '.tsv' : '.txt'
}

/** Whether a text begins with a JSON list or JSON row, or is one. */
function isJson(text: string): boolean {
  const start = text.trimStart()
  const [line = ''] = start.split(/[\r\n]/, 1)
  return /^\[\s*\{\s*"/.test(start) || isJsonObject(tryParseJson(line)) || isJsonObject(tryParseJson(text))
}

/** Whether a text is a tab-separated table (“Unicode text” of spreadsheets): every line has the same number of tabs. */
function isTable(text: string, whole: boolean): boolean {
  const lines = text.trimEnd().split(/\r\n|\r|\n/)
  const seen = whole ? lines : lines.slice(0, -1) // the last line may be truncated
  const tabs = new Set(seen.map(line => line.split('\t').length - 1))
  return seen.length > 1 && tabs.size === 1 && !tabs.has(0)
}

/** Matches tags: O, B-PER; and, after a tab, also NOUN, VBD or a comma. */
const nameTag = /^(?:O|[BIESLUM]-\S+)$/
const anyTag = /^(?:O|[BIESLUM]-\S+|[A-Z]{1,6}\$?|[^\p{L}\s]{1,5}|_)$/u

/** Whether the beginning of a text has a word and its tag in each line, and empty lines between sentences. */
export function isTagged(beginning: string, whole: boolean): boolean {
  const lines = beginning.trim().split(/\r\n|\r|\n/)
  const seen = (whole ? lines : lines.slice(0, -1)).filter(line => !isComment(line)) // the last line may be truncated
  const words = seen.filter(line => line.trim() !== '').map(tagCells)
  const tagged = words.filter(cells => !isDocumentStart(cells))
  const [first] = tagged
  if (!first || first.length < 2 || words.length === seen.length) return false
  const tag = seen.some(line => line.includes('\t')) ? anyTag : nameTag
  const place = first.length === conlluCells ? 3 : first.length - 1
  return tagged.every(cells => cells.length === first.length && tag.test(cells[place] ?? ''))
}
