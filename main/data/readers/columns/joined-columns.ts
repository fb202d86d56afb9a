import type { FileSource } from '../../../../core/plan/plan.ts'
import { joinedColumns } from '../../../../nodes/data/columns/joined-columns.ts'
import type { TextRow } from '../read-context.ts'

const wantedOf = ({ named = {}, keep = [] }: FileSource) => {
  const columns = [...Object.values(named), ...keep]
  return joinedColumns.filter(({ name }) => columns.includes(name))
}

/** The source for a reader: with the columns that joined columns are made of, and these `others`. */
export function withSourceColumns(source: FileSource, others: readonly string[]): FileSource {
  const parts = [...wantedOf(source).flatMap(({ parts }) => parts), ...others]
  return parts.length > 0 ? { ...source, keep: [...(source.keep ?? []), ...parts] } : source
}

/**
 * Adds to a row the joined text of two of its columns as one more column: an instruction and its input, which some rows leave
 * empty (Alpaca, Dolly); or two texts that are compared.
 */
export function withJoinedColumns(source: FileSource): (row: TextRow) => TextRow {
  const [wanted] = wantedOf(source)
  return row => {
    const made = joinedColumns.find(({ parts }) => parts.every(part => row[part] !== undefined)) ?? wanted
    if (!made || made.name in row) return row
    const [first = '', second = ''] = made.parts.map(part => row[part]?.trim() ?? '')
    if (first === '' || (second === '' && !made.alone)) return { ...row, [made.name]: '' }
    return { ...row, [made.name]: second === '' ? first : `${first}\n${second}` }
  }
}
