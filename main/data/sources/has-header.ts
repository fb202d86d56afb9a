import { isColumnName, isDate } from '../../../nodes/data/guess-columns.ts'
import { isNumber } from './amount.ts'

type Cells = readonly string[]

/**
 * Whether the first row of a table names its columns: with known names; with short words, none a number and none found again
 * below; or with any words, questions of a form for example, where a column goes on with numbers or days alone.
 */
export function hasHeader([first, ...below]: readonly Cells[]): boolean {
  if (!first) return false
  if (first.some(isColumnName)) return true
  const named = first.filter(cell => cell.trim() !== '')
  if (below.length === 0 || named.length === 0 || named.some(isAmount)) return false
  if (first.some((cell, i) => cell !== '' && below.some(row => row[i] === cell))) return false
  return named.every(isShortName) || first.some((cell, i) => !isMissing.test(cell.trim()) && goesOn(below, i))
}

const isShortName = (cell: string) => cell.length <= 60 && !/[.!?。！？]$/.test(cell.trim())
const isAmount = (cell: string) => isNumber(cell) || isDate(cell.trim())
/** What stands for a number that is not known. */
const isMissing = /^(?:|n\/?a|nan|null|none|nil|unknown|[-–?.]+)$/i

/** Whether a column has numbers or days in its cells, at least two. */
function goesOn(below: readonly Cells[], place: number): boolean {
  const filled = below.flatMap(row => (row[place]?.trim() ? [row[place]] : []))
  return filled.length > 1 && filled.every(isAmount)
}

/** So far down at most stand the names of columns. */
const lowest = 20

/** How many rows say what a table is about, before the one with the names of its columns: the first of them in one cell. */
export function rowsAbove(rows: readonly Cells[]): number {
  const usual = usualWidth(rows)
  const [first] = rows
  if (!first || usual < 2 || filledIn(first) !== 1 || first[0]?.trim() === '' || first.some(isColumnName)) return 0
  const place = rows.slice(0, lowest).findIndex(row => filledIn(row) >= usual)
  return place > 0 && hasHeader(rows.slice(place)) ? place : 0
}

const filledIn = (row: Cells) => row.filter(cell => cell.trim() !== '').length

/** How many cells of a row are filled, mostly. */
function usualWidth(rows: readonly Cells[]): number {
  const widths = rows.map(filledIn).toSorted((a, b) => a - b)
  return widths[widths.length >> 1] ?? 0
}
