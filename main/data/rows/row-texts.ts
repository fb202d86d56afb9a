import type { RowStream, Split } from '../../../core/block/abilities.ts'
import type { Column } from '../../../core/data/batch.ts'
import type { SourceRows } from './read-rows.ts'

/** The texts of a column in the rows with these indices (ascending) of a split. Throws a problem when the source has changed. */
export type RowTextReader = (part: Split, column: Column, places: ArrayLike<number>) => Promise<string[]>

/** Reads the texts of tokenised rows, which token tables do not hold: the rows are read again as far as necessary. */
export const rowTextReader =
  (rows: RowStream, { unchanged }: Pick<SourceRows, 'unchanged'>): RowTextReader =>
  async (part, column, places) => {
    const texts: string[] = []
    let place = 0
    for await (const some of rows) {
      for (const row of some)
        if (row.part === part && place++ === places[texts.length]) texts.push(detachString(row.texts[column] ?? ''))
      if (texts.length === places.length) break
    }
    await unchanged()
    if (texts.length < places.length)
      throw new Error(`rowTextReader: the source has only ${texts.length} of ${places.length} rows`)
    return texts
  }

/** A copy of a text: V8 keeps the whole text in memory as long as a slice of it exists. */
export function detachString(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0xff) return Buffer.from(text, 'utf16le').toString('utf16le')
  return Buffer.from(text, 'latin1').toString('latin1')
}
