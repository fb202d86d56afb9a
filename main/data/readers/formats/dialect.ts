import { parse } from 'csv-parse/sync'

/** How the lines of a delimited text are split into cells. */
export interface Dialect {
  /** The delimiter between cells. */
  readonly delimiter: string
  /** The quote around cells that hold delimiters; null when there is none. */
  readonly quote: string | null
  /** The escape before a quote within such a cell: another quote, or a backslash. */
  readonly escape: string | null
}

/** The beginning of a table, and whether it is the whole table. */
export interface TableSample {
  readonly text: string
  readonly whole: boolean
}

/** The first rows of a table in this dialect; undefined when its quotes do not match. */
export function sampleRows({ text, whole }: TableSample, layout: Dialect): string[][] | undefined {
  const rows = cut(text, layout) ?? (whole ? undefined : cut(text + layout.quote, layout)) // the sample may end inside quotes
  return whole || !rows || rows.length < 2 ? rows : rows.slice(0, -1)
}

function cut(text: string, layout: Dialect): string[][] | undefined {
  try {
    return parse(text, { ...layout, relax_column_count: true, skip_empty_lines: true, to: 100 })
  } catch {
    return undefined // not this dialect, which is an answer and not an error
  }
}
