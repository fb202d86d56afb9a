import type { Reading } from '../reading.ts'
import { sameName, unnamedColumn } from './remarks.ts'

/** The names that the first line of a table gives; a column without one is numbered, and so is the second of two that are called the same. */
export function headerNames(header: readonly string[], name: string, reading: Reading): string[] {
  const given = header.map((cell, i) => cell.trim() || `column ${i + 1}`)
  const names: string[] = []
  for (const column of given) {
    const free = freeName(column, names, given)
    if (free !== column) reading.report(sameName(name, column, free))
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
