import { isColumnName, isDate } from '../../../../nodes/data/infer-columns.ts'
import { duplicateColumn, unnamedColumn } from '../../problems/reader-warnings.ts'
import type { ReadContext } from '../read-context.ts'
import { isNumber } from './cell-values.ts'

type Cells = readonly string[]

/**
 * Whether the first row of a table names its columns: with known names; with short words, none a number and none found again
 * below; or with any words, questions of a form for example, where a column goes on with numbers or days alone.
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
/** What stands for a number that is not known. */
const isMissing = /^(?:|n\/?a|nan|null|none|nil|unknown|[-–?.]+)$/i

/** Whether a column has numbers or days in its cells, at least two. */
function isNumericBelow(below: readonly Cells[], place: number): boolean {
  const filled = below.flatMap(row => (row[place]?.trim() ? [row[place]] : []))
  return filled.length > 1 && filled.every(isNumberOrDate)
}

/** So far down at most stand the names of columns. */
const maxTitleRows = 20

/** How many rows say what a table is about, before the one with the names of its columns: the first of them in one cell. */
export function titleRows(rows: readonly Cells[]): number {
  const usual = usualWidth(rows)
  const [first] = rows
  if (!first || usual < 2 || filledIn(first) !== 1 || first[0]?.trim() === '' || first.some(isColumnName)) return 0
  const place = rows.slice(0, maxTitleRows).findIndex(row => filledIn(row) >= usual)
  return place > 0 && hasHeader(rows.slice(place)) ? place : 0
}

const filledIn = (row: Cells) => row.filter(cell => cell.trim() !== '').length

/** How many cells of a row are filled, mostly. */
function usualWidth(rows: readonly Cells[]): number {
  const widths = rows.map(filledIn).toSorted((a, b) => a - b)
  return widths[widths.length >> 1] ?? 0
}

/** The names that the first line of a table gives; a column without one is numbered, and so is the second of two that are called the same. */
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
