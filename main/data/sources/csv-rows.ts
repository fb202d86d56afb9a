import { rowTooLarge } from '../data-problems.ts'
import type { Reading } from '../reading.ts'
import { startingWith } from './beginning.ts'
import { CsvFault, csvCutter, type Layout } from './csv-records.ts'
import { guessLayout } from './guess-layout.ts'
import { hasHeader } from './has-header.ts'
import { headerNames } from './header-names.ts'
import { leftOut } from './remarks.ts'
import { openQuote, strayQuote, unequalRow } from './table-problems.ts'
import { sampleRows } from './table-sample.ts'
import type { Texts } from './texts.ts'

export interface CsvOptions {
  readonly delimiter?: string
  readonly quote?: string
  /** How a quote within a cell is written: doubled, or after a backslash. */
  readonly escape?: string
  /** Whether the first line names the columns. */
  readonly header?: string
  /** Leave out lines that are no rows, in place of refusing them. */
  readonly skip?: boolean
}

const sampled = 64 * 1024
const largestRow = 256 * 2 ** 20

/** Rows of comma- or tab-separated values, cut as the beginning of the text suggests where the options do not say. Throws problems. */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  name: string,
  { skip = false, ...options }: CsvOptions,
  reading: Reading,
): AsyncGenerator<Texts> {
  const { sample, all, delimiter } = await beginning(pieces)
  const layout = guessLayout(sample, { ...(delimiter ? { delimiter } : {}), ...given(options) })
  let columns: readonly string[] | undefined
  let omitted = 0
  const before = delimiter ? 1 : 0
  for await (const { cells, line } of records(all, layout, name, before)) {
    if (!columns) {
      const named = options.header === 'yes' || (options.header !== 'no' && hasHeader(sampleRows(sample, layout) ?? []))
      columns = named ? headerNames(cells, name, reading) : cells.map((_, i) => `column ${i + 1}`)
      if (named) continue
    }
    if (cells.length === columns.length) yield Object.fromEntries(cells.map((cell, i) => [columns?.[i], cell]))
    else if (skip) omitted++
    else throw unequalRow(name, before + line, cells.length, columns.length)
  }
  if (omitted > 0) reading.report(leftOut(name, omitted))
}

const words: Readonly<Record<string, string | null>> = {
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

function given({ delimiter = 'auto', quote = 'auto', escape: within = 'auto' }: CsvOptions): Partial<Layout> {
  return {
    ...(delimiter === 'auto' ? {} : { delimiter: words[delimiter] ?? delimiter }),
    ...(quote === 'auto' ? {} : { quote: words[quote] ?? null }),
    ...(within === 'auto' ? {} : { escape: words[within] ?? null }),
  }
}

/** A first line by which Excel tells itself the sign between cells; it is no row. */
const told = /^\ufeff?"?sep=([^\r\n"])"?(?:\r\n|\n|\r)/i

/** What a table begins with, and all of it, without such a line. */
async function beginning(pieces: AsyncIterable<string>) {
  const source = pieces[Symbol.asyncIterator]()
  let text = ''
  let whole = false
  while (text.length < sampled && !whole) {
    const next = await source.next()
    if (next.done) whole = true
    else text += next.value
  }
  const [line = '', delimiter] = told.exec(text.slice(0, 20)) ?? []
  text = text.slice(line.length)
  const all = startingWith(text, source)
  return { sample: whole ? { text, whole } : { text: text.slice(0, sampled), whole }, all, delimiter }
}

/** `before` counts the lines of the file that stand before the pieces. */
async function* records(pieces: AsyncIterable<string>, layout: Layout, name: string, before: number) {
  const cutter = csvCutter(layout, largestRow)
  try {
    for await (const piece of pieces) yield* cutter.rows(piece)
    yield* cutter.last()
  } catch (error) {
    throw error instanceof CsvFault ? problemOf(error, name, before + error.line) : error
  }
}

function problemOf({ code }: CsvFault, name: string, line: number): Error {
  if (code === 'open-quote') return openQuote(name, line)
  return code === 'stray-quote' ? strayQuote(name, line) : rowTooLarge(name, Math.round(largestRow / 1e6))
}
