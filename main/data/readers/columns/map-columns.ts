import type { FileSource } from '../../../../core/plan/plan.ts'
import { emptyCells, emptyWords } from '../../problems/reader-warnings.ts'
import { emptyColumn, lostAnswerInRow, noColumn, noScoreInRow, unequalTags } from '../../problems/table-problems.ts'
import type { ReadContext, TextRow } from '../read-context.ts'
import { isNumber, joinWords, plainCellText, splitEntries, withDecimalPoint } from './cell-values.ts'
import { findAnswerStart } from './questions.ts'

/**
 * The rows of a table under the column names of the plan, and the columns to `keep` under their own names. Rows in which a required
 * column is empty are skipped and counted. Throws problems for columns that are missing or empty, and for inconsistent rows.
 */
export async function* mapColumns(
  rows: AsyncIterable<TextRow>,
  { path, named = {}, keep = [] }: FileSource,
  reading: ReadContext,
): AsyncGenerator<TextRow> {
  const roles = Object.entries(named)
  const needed = roles.filter(([role]) => role !== 'start')
  const seen = new Set<string>()
  const filled = new Set<string>()
  let [number, kept, blank] = [0, 0, 0]
  for await (const row of rows) {
    number++
    if (number <= 1000) for (const name in row) seen.add(name)
    for (const [role, column] of needed) if (row[column]?.trim()) filled.add(role)
    if (needed.some(([, column]) => !row[column]?.trim())) continue
    const found = checked(renamed(row, roles, keep), number)
    blank += found.blank
    if (found.texts.tokens === '') continue
    kept++
    yield found.texts
  }
  if (number === 0) return
  for (const [role, column] of roles) {
    if (!seen.has(column) && !filled.has(role)) throw noColumn(role, column, path, [...seen])
    if (role !== 'start' && !filled.has(role)) throw emptyColumn(role, column, path)
  }
  if (blank > 0) reading.report(emptyWords(blank))
  if (kept < number)
    reading.report(
      emptyCells(
        number - kept,
        needed.map(([, column]) => `“${column}”`),
      ),
    )
}

function renamed(row: TextRow, roles: readonly (readonly [role: string, column: string])[], keep: readonly string[]) {
  const texts: Record<string, string> = {}
  for (const name of keep) if (row[name] !== undefined) texts[name] = plainCellText(row[name])
  for (const [role, column] of roles) {
    const cell = row[column]?.trim() ?? ''
    texts[role] = role === 'tokens' || role === 'tags' ? cell : plainCellText(cell)
  }
  return texts
}

interface Checked {
  readonly texts: TextRow
  /** Words that were skipped because they are empty or have no tag. */
  readonly blank: number
}

function checked(row: Record<string, string>, number: number): Checked {
  const { tokens, tags, context, answer, score } = row
  if (score !== undefined && !isNumber(score)) throw noScoreInRow(number, score)
  if (score !== undefined) return { texts: { ...row, score: withDecimalPoint(score) }, blank: 0 }
  if (tokens !== undefined && tags !== undefined) {
    const [words, named] = [splitEntries(tokens), splitEntries(tags)]
    if (words.length !== named.length) throw unequalTags(number, words.length, named.length)
    const full = words.flatMap((word, i) => (word.trim() && named[i]?.trim() ? [[word, named[i]] as const] : []))
    const texts = { ...row, tokens: joinWords(full.map(([word]) => word)), tags: joinWords(full.map(([, tag]) => tag)) }
    return { texts, blank: words.length - full.length }
  }
  if (context === undefined || answer === undefined) return { texts: row, blank: 0 }
  const start = findAnswerStart({ context, answer, start: row.start ? Number(row.start) : undefined })
  if (start === undefined) throw lostAnswerInRow(number, answer)
  return { texts: { ...row, start: String(start) }, blank: 0 }
}
