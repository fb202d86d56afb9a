import type { FileSource } from '../../../core/plan/plan.ts'
import { askedColumns } from '../../../nodes/data/asked-columns.ts'
import type { Texts } from './texts.ts'

const wantedOf = ({ named = {}, keep = [] }: FileSource) => {
  const columns = [...Object.values(named), ...keep]
  return askedColumns.filter(({ name }) => columns.includes(name))
}

/** The source as a reader has to know it: it reads what columns of instructions are made of. */
export function withParts(source: FileSource): FileSource {
  const parts = wantedOf(source).flatMap(({ parts }) => parts)
  return parts.length > 0 ? { ...source, keep: [...(source.keep ?? []), ...parts] } : source
}

/**
 * Adds to a row what it asks for as one more column, where an instruction and what it is about stand apart, as Alpaca and
 * Dolly keep them; a row that leaves out the second asks for the first.
 */
export function withInstructions(source: FileSource): (row: Texts) => Texts {
  const wanted = wantedOf(source)
  return row => {
    if (row.instruction === undefined) return row
    const made = askedColumns.find(({ parts: [, about] }) => row[about] !== undefined) ?? wanted[0]
    if (!made || made.name in row) return row
    const about = row[made.parts[1]]?.trim() ? `\n${row[made.parts[1]]}` : ''
    return { ...row, [made.name]: row.instruction + about }
  }
}
