import type { Reading } from '../reading.ts'
import { unnamedColumn } from './remarks.ts'
import { duplicateHeader } from './table-problems.ts'

/** The names that the first line of a table gives; a column without one is numbered. Throws a problem when two are the same. */
export function headerNames(header: readonly string[], name: string, reading: Reading): string[] {
  const names = header.map((cell, i) => cell.trim() || `column ${i + 1}`)
  const twice = names.find((column, i) => names.indexOf(column) !== i)
  if (twice !== undefined) throw duplicateHeader(name, twice)
  const unnamed = header.findIndex(cell => cell.trim() === '')
  if (unnamed >= 0) reading.report(unnamedColumn(name, unnamed + 1))
  return names
}
