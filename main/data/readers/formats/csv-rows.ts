import { once } from 'node:events'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { rowTooLarge } from '../../problems/data-problems.ts'
import { skippedLines, skippedTitleRows } from '../../problems/reader-warnings.ts'
import { innerQuote, openQuote, strayQuote, unequalRow } from '../../problems/table-problems.ts'
import { hasHeader, headerNames, titleRows } from '../columns/header.ts'
import type { ReadContext, TextRow } from '../read-context.ts'
import { startingWith } from '../read-context.ts'
import type { Dialect } from './dialect.ts'
import { sampleRows } from './dialect.ts'
import { dialectHeader } from './dialect-header.ts'
import { sniffDialect } from './sniff-dialect.ts'

export interface CsvOptions {
  readonly delimiter?: string
  readonly quote?: string
  /** How a quote within a cell is escaped: doubled, or by a backslash. */
  readonly escape?: string
  /** Whether the first line holds the column names. */
  readonly header?: string
  /** Whether malformed lines are skipped instead of refused. */
  readonly skip?: boolean
}

interface CsvRecord {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

const sampleCharacters = 64 * 1024
const maxRowCharacters = 256 * 2 ** 20

/** The rows of comma- or tab-separated values. What the options leave open is detected from the beginning of the text. Throws problems. */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  name: string,
  { skip = false, ...options }: CsvOptions,
  reading: ReadContext,
): AsyncGenerator<TextRow> {
  const { sample, all, told } = await readBeginning(pieces)
  const layout = sniffDialect(sample, {
    ...(told.delimiter ? { delimiter: told.delimiter } : {}),
    ...givenDialect(options),
  })
  let columns: readonly string[] | undefined
  let omitted = 0
  const before = told.lines.trimEnd() === '' ? 0 : told.lines.trimEnd().split(/\r\n|\n|\r/).length
  const header = options.header ?? 'auto'
  let line = before + 1
  const first = sampleRows(sample, layout) ?? []
  let above = header === 'auto' ? titleRows(first) : 0
  if (above > 0) reading.report(skippedTitleRows(name, above))
  const named = header === 'yes' || (header !== 'no' && !told.nameless && hasHeader(first.slice(above)))
  for await (const { record, info } of records(all, layout, name, before)) {
    const start = line
    line = before + info.lines + 1
    if (above > 0) {
      above--
      continue
    }
    if (!columns) {
      columns = named ? headerNames(record, name, reading) : record.map((_, i) => `column ${i + 1}`)
      if (named) continue
    }
    if (record.length === columns.length) yield Object.fromEntries(record.map((cell, i) => [columns?.[i], cell]))
    else if (skip) omitted++
    else throw unequalRow(name, start, record.length, columns.length)
  }
  if (omitted > 0) reading.report(skippedLines(name, omitted))
}

const namedSigns: Readonly<Record<string, string | null>> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  bar: '|',
  doubled: null,
  backslash: '\\',
  double: '"',
  single: "'",
  none: null,
}

function givenDialect({ delimiter = 'auto', quote = 'auto', escape: within = 'auto' }: CsvOptions): Partial<Dialect> {
  return {
    ...(delimiter === 'auto' ? {} : { delimiter: namedSigns[delimiter] ?? delimiter }),
    ...(quote === 'auto' ? {} : { quote: namedSigns[quote] ?? null }),
    ...(within === 'auto' ? {} : { escape: namedSigns[within] ?? null }),
  }
}

/** The beginning of a table and the whole table, without the header lines that declare its dialect. */
async function readBeginning(pieces: AsyncIterable<string>) {
  const source = pieces[Symbol.asyncIterator]()
  let text = ''
  let whole = false
  while (text.length < sampleCharacters && !whole) {
    const next = await source.next()
    if (next.done) whole = true
    else text += next.value
  }
  const told = dialectHeader(text)
  text = text.slice(told.lines.length)
  const all = startingWith(text, source)
  return { sample: whole ? { text, whole } : { text: text.slice(0, sampleCharacters), whole }, all, told }
}

/** `before`: lines of the file before the chunks. */
async function* records(
  pieces: AsyncIterable<string>,
  layout: Dialect,
  name: string,
  before: number,
): AsyncGenerator<CsvRecord> {
  let after = before + 1 // the line after the last complete row
  const parser = parse({
    ...layout,
    record_delimiter: ['\r\n', '\n', '\r'], // detecting it takes minutes in a line of 200 MB
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowCharacters,
    on_record: (record, { lines }) => {
      after = before + lines + 1
      return record
    },
  })
  pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 4 }), parser, () => {})
  try {
    yield* parser as AsyncIterable<CsvRecord>
  } catch (error) {
    throw error instanceof CsvError ? problemOf(error, name, after) : error
  } finally {
    parser.destroy()
    if (!parser.closed) await once(parser, 'close')
  }
}

function problemOf(error: CsvError, name: string, after: number): Error {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return openQuote(name, after)
  if (error.code === 'CSV_MAX_RECORD_SIZE') return rowTooLarge(name, Math.round(maxRowCharacters / 1e6))
  if (error.code === 'INVALID_OPENING_QUOTE') return innerQuote(name, after)
  return error.code === 'CSV_INVALID_CLOSING_QUOTE' ? strayQuote(name, after) : error
}
