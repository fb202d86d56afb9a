import type { Row, Split } from '../../../core/block/abilities.ts'
import type { Column } from '../../../core/data/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { loadTokenizer, type MarkedIds } from '../../tokenizer/encode/load-tokenizer.ts'
import { encodeRow, isTextColumn } from './encode-row.ts'

export const parts: readonly Split[] = ['train', 'validation', 'test']

/** The tokens of consecutive rows of a column. */
export interface EncodedColumn {
  readonly ids: Uint16Array | Int32Array
  /** Absent when they are not needed. */
  readonly marks?: Uint8Array
  /** The number of tokens of each row. */
  readonly lengths: Uint32Array
}

/** The same for each split and all columns. */
export type EncodedRows = Readonly<Record<Split, Readonly<Partial<Record<Column, EncodedColumn>>>>>

/** What is needed to turn rows into tokens: plain data, so that it can be sent to a worker. */
export interface RowEncoderConfig {
  readonly columns: readonly Column[]
  readonly labels: readonly string[]
  /** The content of tokenizer.json. */
  readonly json: string
  readonly vocabulary: Vocabulary
  /** Whether marks of word and sentence starts are needed. */
  readonly marks: boolean
}

/** Bytes per id: two are enough for most vocabularies; columns of indices and positions hold no ids. */
export const bytesPerId = (column: Column, { size }: Vocabulary): 2 | 4 =>
  isTextColumn(column) && size <= 65_536 ? 2 : 4

type RowEncoder = (rows: readonly Row[]) => Promise<EncodedRows>

/** Turns rows into tokens. The tokenizer is loaded once. */
export function rowEncoder({ columns, labels, json, vocabulary, marks }: RowEncoderConfig): RowEncoder {
  const given = { labels, tokenizer: loadTokenizer(json, vocabulary, { marks }) }
  const encodeColumn = async (rows: readonly Row[], column: Column): Promise<EncodedColumn> => {
    const pieces: MarkedIds[] = []
    const lengths = new Uint32Array(rows.length)
    for (const [i, { texts }] of rows.entries()) {
      const found = encodeRow(column, texts, given)
      for (const piece of found instanceof Promise ? await found : found) {
        pieces.push(piece)
        lengths[i] = (lengths[i] as number) + piece.ids.length
      }
    }
    const found = concatenated(pieces, lengths, bytesPerId(column, vocabulary))
    return marks ? found : { ids: found.ids, lengths }
  }
  const encodePart = async (rows: readonly Row[]) => {
    const found: Partial<Record<Column, EncodedColumn>> = {}
    for (const column of columns) found[column] = await encodeColumn(rows, column)
    return found
  }
  return async rows => {
    const encoded = (wanted: Split) => encodePart(rows.filter(({ part }) => part === wanted))
    return { train: await encoded('train'), validation: await encoded('validation'), test: await encoded('test') }
  }
}

function concatenated(pieces: readonly MarkedIds[], lengths: Uint32Array, width: 2 | 4): EncodedColumn {
  const length = lengths.reduce((sum, count) => sum + count, 0)
  const ids = width === 2 ? new Uint16Array(length) : new Int32Array(length)
  const marks = new Uint8Array(length)
  let place = 0
  for (const piece of pieces) {
    ids.set(piece.ids, place)
    marks.set(piece.marks, place)
    place += piece.ids.length
  }
  return { ids, marks, lengths }
}
