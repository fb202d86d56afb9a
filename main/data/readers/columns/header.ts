import { isColumnName, isDate } from '../../../../nodes/data/columns/infer-columns.ts'
import { duplicateColumn, unnamedColumn } from '../../problems/reader-warnings.ts'
import type { ReadContext } from '../read-context.ts'
import { isNumber } from './cell-values.ts'

type Cells = readonly string[]

/**
 * Whether the first row of a table holds the column names: known names; or short words, none a number and none repeated
 * below; or any words (questions of a form, for example) above a column of numbers or dates only.
 */
export function hasHeader([first, ...below]: readonly Cells[]): boolean {
  if (!first) return false
  if (first.some(isColumnName)) return true
  const named = first.filter(cell => cell.trim() !== '')
  if (below.length === 0 || named.length === 0 || named.some(isNumberOrDate)) return false
  if (first.some((cell, i) => cell !== '' && below.some(row => row[i] === cell))) return false
  return named.every(isShortName) || first.some((cell, i) => !isMissing.test(cell.trim()) && isNumericBelow(below, i))
}

const isShortName = (cell: string) => cell.length <= 60 && !/[.!?。！？]$/.test(cell.trim())
const isNumberOrDate = (cell: string) => isNumber(cell) || isDate(cell.trim())
/** Matches placeholders for missing numbers. */
const isMissing = /^(?:|n\/?a|nan|null|none|nil|unknown|[-–?.]+)$/i

/** Whether a column consists of numbers or dates, at least two. */
function isNumericBelow(below: readonly Cells[], place: number): boolean {
  const filled = below.flatMap(row => (row[place]?.trim() ? [row[place]] : []))
  return filled.length > 1 && filled.every(isNumberOrDate)
}

/** Rows in which the column names are searched for. */
const maxTitleRows = 20

/** How many title rows precede the row with the column names: each has text in its first cell only. */
export function titleRows(rows: readonly Cells[]): number {
  const usual = usualWidth(rows)
  const [first] = rows
  if (!first || usual < 2 || filledIn(first) !== 1 || first[0]?.trim() === '' || first.some(isColumnName)) return 0
  const place = rows.slice(0, maxTitleRows).findIndex(row => filledIn(row) >= usual)
  return place > 0 && hasHeader(rows.slice(place)) ? place : 0
}

const filledIn = (row: Cells) => row.filter(cell => cell.trim() !== '').length

/** The typical number of filled cells in a row. */
function usualWidth(rows: readonly Cells[]): number {
  const widths = rows.map(filledIn).toSorted((a, b) => a - b)
  return widths[widths.length >> 1] ?? 0
}

/** The names in the first line of a table; a column without a name is numbered, and so is the second of two with the same name. */
export function headerNames(header: readonly string[], name: string, reading: ReadContext): string[] {
  const given = header.map((cell, i) => cell.trim() || `column ${i + 1}`)
  const names: string[] = []
  for (const column of given) {
    const free = freeName(column, names, given)
    if (free !== column) reading.report(duplicateColumn(name, column, free))
    names.push(free)
  }
  const unnamed = header.findIndex(cell => cell.trim() === '')
  if (unnamed >= 0) reading.report(unnamedColumn(name, unnamed + 1))
  return names
}

function freeName(column: string, before: readonly string[], given: readonly string[]): string {
  if (!before.includes(column)) return column
  for (let number = 2; ; number++) {
    const next = `${column} (${number})`
    if (!before.includes(next) && !given.includes(next)) return next
  }
}
