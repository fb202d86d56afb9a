import type { RowStream, Split } from '../../../core/block/abilities.ts'
import type { Column } from '../../../core/data/batch.ts'
import type { SourceRows } from './read-rows.ts'

/** What stands in a column of a part's rows at these places, which ascend. Throws a problem when the source has changed. */
export type RowTextReader = (part: Split, column: Column, places: ArrayLike<number>) => Promise<string[]>

/** Texts of the rows that tokens were made of, which tables of tokens do not hold: the rows are read again as far as need be. */
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
    if (texts.length < places.length) throw new Error(`rowTexts: ${texts.length} of ${places.length} rows are there`)
    return texts
  }

/** A text in memory of its own: V8 keeps all of a text for as long as somebody has a slice of it. */
export function detachString(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0xff) return Buffer.from(text, 'utf16le').toString('utf16le')
  return Buffer.from(text, 'latin1').toString('latin1')
}
