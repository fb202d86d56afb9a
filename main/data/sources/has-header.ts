import { isColumnName } from '../../../nodes/data/guess-columns.ts'

/** Whether the first row of a table names its columns: with known names, or short words, none a number and none found again below. */
export function hasHeader([first, ...below]: readonly (readonly string[])[]): boolean {
  if (!first) return false
  if (first.some(isColumnName)) return true
  const named = first.filter(cell => cell.trim() !== '')
  if (below.length === 0 || named.length === 0 || !named.every(isShortName)) return false
  return first.every((cell, i) => cell === '' || !below.some(row => row[i] === cell))
}

const isShortName = (cell: string) => cell.length <= 60 && !isNumber(cell) && !/[.!?。！？]$/.test(cell.trim())
const isNumber = (cell: string) => Number.isFinite(Number(cell))
