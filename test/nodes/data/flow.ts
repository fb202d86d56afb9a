// Rows for the tests of row blocks: into a stream in small pieces, and out of one.
import type { Row, RowStream } from '../../../core/block/abilities.ts'

export const row = (texts: Row['texts'] | string, part: Row['part'] = 'train'): Row => ({
  texts: typeof texts === 'string' ? { text: texts } : texts,
  part,
})

/** In pieces of some rows, as they come from a source. */
export const flow = (rows: readonly (Row | string)[], together = 7): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 0; i < rows.length; i += together)
      yield rows.slice(i, i + together).map(some => (typeof some === 'string' ? row(some) : some))
  },
})

/** All rows, read twice: the second reading must give the same. */
export async function read(stream: RowStream): Promise<Row[]> {
  const once = (await Array.fromAsync(stream)).flat()
  const again = (await Array.fromAsync(stream)).flat()
  if (JSON.stringify(once) !== JSON.stringify(again)) throw new Error('read: the second reading gave other rows')
  return once
}

export const textsOf = async (stream: RowStream): Promise<string[]> =>
  (await read(stream)).map(({ texts }) => texts.text ?? '')

export const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `row ${i}`)
