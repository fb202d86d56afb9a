import type { TokenColumn } from './batch.ts'

interface TokenArrays {
  readonly ids: Int32Array
  /** Row r is `ids[starts[r] … starts[r + 1])`. */
  readonly starts: ArrayLike<number>
  readonly marks?: Uint8Array
}

/** A column of tokens that memory holds. */
export const tokenColumn = ({ ids, starts, marks }: TokenArrays): TokenColumn => ({
  rows: starts.length - 1,
  length: ids.length,
  start: row => starts[row] as number,
  read: (from, into) => into.set(ids.subarray(from, from + into.length)),
  ...(marks && {
    readBoundaryMarks: (from: number, into: Uint8Array) => into.set(marks.subarray(from, from + into.length)),
  }),
})

/** Tokens in a row. */
export const rowLength = ({ start }: TokenColumn, row: number): number => start(row + 1) - start(row)

/** Ids of a row; `most` of them at most. */
export function readRow(column: TokenColumn, row: number, maxTokens = Number.POSITIVE_INFINITY): Int32Array {
  const ids = new Int32Array(Math.min(rowLength(column, row), maxTokens))
  column.read(column.start(row), ids)
  return ids
}

/** What starts at each token of a row; where nobody knows, undefined. */
export function readRowMarks(
  { start, readBoundaryMarks: readMarks }: TokenColumn,
  row: number,
): Uint8Array | undefined {
  if (!readMarks) return undefined
  const marks = new Uint8Array(start(row + 1) - start(row))
  readMarks(start(row), marks)
  return marks
}
