import { otherSheets, skippedTitleRows } from '../../problems/reader-warnings.ts'
import { hasHeader, headerNames, titleRows } from '../columns/header.ts'
import type { DataFile, ReadContext, TextRow } from '../read-context.ts'
import { excelCells } from './excel-cells.ts'
import { openWorkbook } from './excel-workbook.ts'

export interface ExcelOptions {
  /** The name of a sheet; '' is the first. */
  readonly sheet?: string
  /** Whether the first row holds the column names. */
  readonly header?: string
}

/** Rows that are inspected to decide whether the first one holds the column names. */
const headerSampleRows = 100

/** The non-empty rows of a sheet of an Excel workbook. Throws problems. */
export async function* excelRows(
  file: DataFile,
  { sheet = '', header = 'auto' }: ExcelOptions,
  reading: ReadContext,
): AsyncGenerator<TextRow> {
  const book = await openWorkbook(file, sheet.trim())
  if (sheet.trim() === '' && book.others.length > 0) reading.report(otherSheets(file.name, book))
  let first: string[][] | undefined = []
  let names: string[] = []
  const begin = (all: string[][]): string[][] => {
    const above = header === 'auto' ? titleRows(all) : 0
    if (above > 0) reading.report(skippedTitleRows(file.name, above))
    const rows = all.slice(above)
    const named = header === 'yes' || (header !== 'no' && hasHeader(rows))
    const [head = []] = rows
    const width = Math.max(head.length, ...rows.map(row => row.length))
    names = headerNames(named ? [...head, ...new Array<string>(width - head.length).fill('')] : [], file.name, reading)
    return named ? rows.slice(1) : rows
  }
  for await (const cells of excelCells(book, file.name)) {
    if (!first) yield rowOf(cells, names)
    else if (first.push(cells) >= headerSampleRows) {
      yield* begin(first).map(row => rowOf(row, names))
      first = undefined
    }
  }
  if (first) yield* begin(first).map(row => rowOf(row, names))
}

/** Columns without a name are numbered. */
const rowOf = (cells: readonly string[], names: readonly string[]): TextRow =>
  Object.fromEntries(
    Array.from({ length: Math.max(cells.length, names.length) }, (_, i) => [
      names[i] ?? `column ${i + 1}`,
      cells[i] ?? '',
    ]),
  )
