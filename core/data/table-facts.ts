import type { Text } from '../text.ts'

/** What the app found out about a column of a table by reading its beginning. */
export interface ColumnFacts {
  readonly name: string
  /** Rows with something in it, as a share of all. */
  readonly filled: number
  /** Letters in a cell that is filled, on average. */
  readonly letters: number
  /** Numbers only. */
  readonly numeric: boolean
  /** What its cells say, in order, when that is always one of few things. */
  readonly values?: readonly string[]
  /** What the words in its cells say, when those are few. */
  readonly words?: readonly string[]
  /** All of this is known of every row, not of the beginning of the table. */
  readonly whole?: true
}

/** What is known of a table before it is read whole. */
export interface TableFacts {
  readonly columns: readonly ColumnFacts[]
  /** The first rows, long cells cut. */
  readonly first: readonly Readonly<Record<string, string>>[]
  /** Rows that were looked at: all of them when `complete`. */
  readonly rows: number
  readonly complete: boolean
  /** What was noticed, for example an encoding that had to be guessed. */
  readonly remarks: readonly Text[]
}
