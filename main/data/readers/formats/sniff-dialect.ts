import { type Dialect, sampleRows, type TableSample } from './dialect.ts'

const delimiters = [',', '\t', ';', '|']
const quotes = ['"', "'", null]

/** The dialect of a delimited text (delimiter, quote, escape), detected from its beginning: the one in which all rows have the same number of cells. */
export function sniffDialect(sample: TableSample, given: Partial<Dialect> = {}): Dialect {
  const choices = (given.delimiter === undefined ? delimiters : [given.delimiter]).flatMap(delimiter =>
    (given.quote === undefined ? quotesWith(delimiter, sample) : [given.quote]).flatMap(quote =>
      (given.escape === undefined ? escapesOf(quote, sample) : [given.escape]).map(mark => ({
        delimiter,
        quote,
        escape: quote && (mark ?? quote),
      })),
    ),
  )
  const judged = choices.map(layout => ({ layout, score: scoreOf(sample, layout) }))
  return judged.reduce((best, next) => (next.score > best.score ? next : best)).layout
}

/** With commas a quotation mark at the start of a cell opens a quoted cell; with tabs it is often part of the text. */
function quotesWith(delimiter: string, sample: TableSample): readonly (string | null)[] {
  if (delimiter === '\t' || delimiter === '|') return quotes
  return /(^|[,;\n])"/.test(sample.text) ? ['"'] : ['"', "'"]
}

/** Where quotes are doubled, no quote follows a backslash and precedes a letter. */
function escapesOf(quote: string | null, { text }: TableSample): readonly (string | null)[] {
  const slashed = quote !== null && new RegExp(`\\\\${quote}[^${quote},;|\\t\\r\\n]`).test(text)
  return slashed ? ['\\', quote] : [quote]
}

/** A score from 0 to 1.5: up to 1 for rows of equal length, a bonus for more cells, less for quotes that do not match. */
function scoreOf(sample: TableSample, layout: Dialect): number {
  const fitting = sampleRows(sample, layout)
  const rows = fitting ?? sampleRows(sample, { ...layout, quote: null, escape: null }) ?? []
  if (rows.length === 0) return 0
  const widths = new Map<number, number>()
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1)
  const [width, count] = [...widths].reduce((best, next) => (next[1] > best[1] ? next : best))
  const score = count / rows.length + (width > 1 ? 0.5 : 0)
  return fitting ? score - strayQuotes(rows, layout.quote) * 0.4 : score - 0.3
}

/** The share of rows that have a cell in quotes of another kind. */
function strayQuotes(rows: readonly (readonly string[])[], quote: string | null): number {
  const others = quotes.filter(other => other !== null && other !== quote)
  const quoted = (cell: string) =>
    cell.length > 1 && others.some(other => cell.startsWith(other ?? '') && cell.endsWith(other ?? ''))
  return rows.filter(row => row.some(quoted)).length / rows.length
}
