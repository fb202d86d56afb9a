import { CsvFault, csvCutter, type Layout } from './csv-records.ts'

/** How a table begins, and whether that is all of it. */
export interface TableSample {
  readonly text: string
  readonly whole: boolean
}

/** The first rows of a table, cut in a layout; undefined when its quotes do not fit. */
export function sampleRows({ text, whole }: TableSample, layout: Layout): (readonly string[])[] | undefined {
  const rows = cut(text, layout) ?? (whole ? undefined : cut(text + layout.quote, layout)) // the sample may end within quotes
  return whole || !rows || rows.length < 2 ? rows : rows.slice(0, -1)
}

const most = 100

function cut(text: string, layout: Layout): (readonly string[])[] | undefined {
  const rows: (readonly string[])[] = []
  try {
    for (const { cells } of records(text, layout)) if (rows.push(cells) >= most) break
    return rows
  } catch (error) {
    if (error instanceof CsvFault) return undefined // not this layout: that is the answer, not an error
    throw error
  }
}

function* records(text: string, layout: Layout) {
  const cutter = csvCutter(layout)
  yield* cutter.rows(text)
  yield* cutter.last()
}
