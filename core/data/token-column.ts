import type { TokenColumn } from './batch.ts'

interface TokenArrays {
  readonly ids: Int32Array
  /** Row r is `ids[starts[r] … starts[r + 1])`. */
  readonly starts: ArrayLike<number>
  readonly marks?: Uint8Array
}

/** A column of tokens held in memory. */
export const tokenColumn = ({ ids, starts, marks }: TokenArrays): TokenColumn => ({
  rows: starts.length - 1,
  length: ids.length,
  start: row => starts[row] as number,
  read: (from, into) => into.set(ids.subarray(from, from + into.length)),
  ...(marks && {
    readBoundaryMarks: (from: number, into: Uint8Array) => into.set(marks.subarray(from, from + into.length)),
  }),
})

/** Number of tokens in a row. */
export const rowLength = ({ start }: TokenColumn, row: number): number => start(row + 1) - start(row)

/** Token ids of a row, at most `maxTokens` of them. */
export function readRow(column: TokenColumn, row: number, maxTokens = Number.POSITIVE_INFINITY): Int32Array {
  const ids = new Int32Array(Math.min(rowLength(column, row), maxTokens))
  column.read(column.start(row), ids)
  return ids
}

/** The boundary marks of a row's tokens; undefined where they are not known. */
export function readRowMarks({ start, readBoundaryMarks }: TokenColumn, row: number): Uint8Array | undefined {
  if (!readBoundaryMarks) return undefined
  const marks = new Uint8Array(start(row + 1) - start(row))
  readBoundaryMarks(start(row), marks)
  return marks
}
