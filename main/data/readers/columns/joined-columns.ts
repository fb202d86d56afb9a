import type { FileSource } from '../../../../core/plan/plan.ts'
import { joinedColumns } from '../../../../nodes/data/joined-columns.ts'
import type { TextRow } from '../read-context.ts'

const wantedOf = ({ named = {}, keep = [] }: FileSource) => {
  const columns = [...Object.values(named), ...keep]
  return joinedColumns.filter(({ name }) => columns.includes(name))
}

/** The source as a reader has to know it: it reads what joined columns are made of, and these `others`. */
export function withSourceColumns(source: FileSource, others: readonly string[]): FileSource {
  const parts = [...wantedOf(source).flatMap(({ parts }) => parts), ...others]
  return parts.length > 0 ? { ...source, keep: [...(source.keep ?? []), ...parts] } : source
}

/**
 * Adds to a row what two of its columns say together as one more: an instruction and what it is about, which some rows leave
 * out, as Alpaca and Dolly keep them; and two texts that are judged together.
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
