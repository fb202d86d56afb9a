import { parse } from 'csv-parse/sync'

/** How the lines of a table are cut into cells. */
export interface Dialect {
  /** The sign between cells. */
  readonly delimiter: string
  /** The sign around cells that hold delimiters; null when there is none. */
  readonly quote: string | null
  /** What stands before a quote within such a cell: another one, or a backslash. */
  readonly escape: string | null
}

/** How a table begins, and whether that is all of it. */
export interface TableSample {
  readonly text: string
  readonly whole: boolean
}

/** The first rows of a table, cut in a layout; undefined when its quotes do not fit. */
export function sampleRows({ text, whole }: TableSample, layout: Dialect): string[][] | undefined {
  const rows = cut(text, layout) ?? (whole ? undefined : cut(text + layout.quote, layout)) // the sample may end within quotes
  return whole || !rows || rows.length < 2 ? rows : rows.slice(0, -1)
}

function cut(text: string, layout: Dialect): string[][] | undefined {
  try {
    return parse(text, { ...layout, relax_column_count: true, skip_empty_lines: true, to: 100 })
  } catch {
    return undefined // not this layout: that is the answer, not an error
  }
}
