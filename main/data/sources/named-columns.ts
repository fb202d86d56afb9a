import type { FileSource } from '../../../core/plan/plan.ts'
import type { Reading } from '../reading.ts'
import { placeOfAnswer } from './questions.ts'
import { emptyCells } from './remarks.ts'
import { emptyColumn, lostAnswerInRow, noColumn, noScoreInRow, unequalTags } from './table-problems.ts'
import type { Texts } from './texts.ts'

/**
 * Rows of a table under the names that a plan uses, and the columns to `keep` under their own. Rows with nothing in a column that is
 * needed are left out, and counted. Throws problems for columns that are missing or empty, and for rows that contradict themselves.
 */
export async function* namedColumns(
  rows: AsyncIterable<Texts>,
  { path, named = {}, keep = [] }: FileSource,
  reading: Reading,
): AsyncGenerator<Texts> {
  const roles = Object.entries(named)
  const needed = roles.filter(([role]) => role !== 'start')
  const seen = new Set<string>()
  const filled = new Set<string>()
  let [number, kept] = [0, 0]
  for await (const row of rows) {
    number++
    if (number <= 1000) for (const name in row) seen.add(name)
    for (const [role, column] of needed) if (row[column]?.trim()) filled.add(role)
    if (needed.some(([, column]) => !row[column]?.trim())) continue
    kept++
    yield checked(renamed(row, roles, keep), number)
  }
  if (number === 0) return
  for (const [role, column] of roles) {
    if (!seen.has(column) && !filled.has(role)) throw noColumn(role, column, path, [...seen])
    if (role !== 'start' && !filled.has(role)) throw emptyColumn(role, column, path)
  }
  if (kept < number)
    reading.report(
      emptyCells(
        number - kept,
        needed.map(([, column]) => `“${column}”`),
      ),
    )
}

function renamed(row: Texts, roles: readonly (readonly [role: string, column: string])[], keep: readonly string[]) {
  const texts: Record<string, string> = {}
  for (const name of keep) if (row[name] !== undefined) texts[name] = row[name]
  for (const [role, column] of roles) texts[role] = row[column]?.trim() ?? ''
  return texts
}

function checked(row: Record<string, string>, number: number): Texts {
  const { tokens, tags, context, answer, score } = row
  if (score !== undefined && !Number.isFinite(Number(score))) throw noScoreInRow(number, score)
  if (tokens !== undefined && tags !== undefined) {
    const [words, named] = [tokens.split(/\s+/), tags.split(/\s+/)]
    if (words.length !== named.length) throw unequalTags(number, words.length, named.length)
    return { ...row, tokens: words.join(' '), tags: named.join(' ') }
  }
  if (context === undefined || answer === undefined) return row
  const start = placeOfAnswer({ context, answer, start: row.start ? Number(row.start) : undefined })
  if (start === undefined) throw lostAnswerInRow(number, answer)
  return { ...row, start: String(start) }
}
