/**
 * `tokens` are words with spaces between them (one within a word does not break, U+00A0), and `tags` as many labels. An `answer`
 * stands in its `context`; its tokens are two places there, those of its first and its last token. A `score` is a number, kept among tokens as the bits of a float32.
 */
export type Column =
  | 'text'
  | 'source'
  | 'target'
  | 'label'
  | 'score'
  | 'tokens'
  | 'tags'
  | 'context'
  | 'question'
  | 'answer'

/** A tensor that the host feeds at every step. */
export interface Feed {
  readonly shape: readonly number[]
  readonly dtype: 'int32' | 'float32'
}

export type Arrays = Readonly<Record<string, Int32Array | Float32Array>>

/** The tokens of many rows, one row after the other. They may lie in a file, so what is needed of them is copied out. */
export interface TokenColumn {
  readonly rows: number
  /** Tokens of all rows. */
  readonly length: number
  /** The place of a row's first token among all; for `rows` it is `length`. */
  start(row: number): number
  /** Copies ids from a place on until `into` is full. */
  read(from: number, into: Int32Array): void
  /** The same for what starts at each token: a sum of `boundaryMarks`. Absent where it is not known. */
  readBoundaryMarks?(from: number, into: Uint8Array): void
}

/** Words start at a space or where a dictionary says so (Chinese); sentences after a full stop, and every row starts one. */
export const boundaryMarks = { word: 1, sentence: 2 } as const

/** Tokenised rows of one split (train or validation). */
export interface TokenTable {
  readonly columns: Readonly<Partial<Record<Column, TokenColumn>>>
}

export interface Batch {
  readonly arrays: Arrays
  /**
   * Tokens of text in the batch, sources and targets. Padding and special tokens that a collator adds do not count, so that
   * runs of different objectives over the same windows of text have seen the same number.
   */
  readonly tokens: number
  /** Places that carry loss: rows whose weight is not 0. */
  readonly supervised: number
  /** Length of an example, where the collator made its batches smaller than its own feeds: see `LengthBucketing`. */
  readonly bucketLength?: number
}

/** How a collator makes smaller batches of examples that are short, so that less is padding. */
export interface LengthBucketing {
  /** Length of an example in the collator's own batches. */
  readonly maxLength: number
  /** Length that an example needs: 1 … maxLength. */
  lengthOf(table: TokenTable, example: number): number
  /** The same collator for examples of at most this length. */
  withMaxLength(maxLength: number): Collator
}

/**
 * Turns tokenised rows into the tensors of a batch. Which feeds there are depends on the task:
 * `ids` [B, T] and `mask` [B, T] (1 = token, 0 = padding; absent when there is no padding) are what the network reads;
 * `types` [B, T] says which of two texts a token belongs to (networks that do not tell them apart leave it out);
 * `target` [B, U] is the decoder's input (seq2seq); `rows` [M] are the places in B·T to predict (masked; absent means all);
 * `labels` and `weights` [rows] are the right answers and whether they count (1 or 0).
 */
export interface Collator {
  /** The labels of a batch cover whole texts, so that bits per byte mean something. */
  readonly coversWholeTexts?: boolean
  /** It needs to know where words or sentences start: `readBoundaryMarks`. */
  readonly needsBoundaryMarks?: true
  /** Examples are padded, and batches of short ones can be smaller. */
  readonly lengthBucketing?: LengthBucketing
  feeds(batchSize: number): Readonly<Record<string, Feed>>
  /** How many examples the table holds; an epoch visits each once. */
  examples(table: TokenTable): number
  /** Tokens at the end of the data that fill no whole example, where rows are joined and cut evenly. No epoch reads them. */
  leftoverTokens?(table: TokenTable): number
  /** The batch of these examples. The same seed gives the same batch. */
  fill(table: TokenTable, examples: readonly number[], seed: number): Batch
}
