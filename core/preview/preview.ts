import type { Task } from '../plan/plan.ts'
import type { Text } from '../text.ts'
import type { Padding } from '../train/batching/padding.ts'

/** What leaves a block: the very rows, tokens or batches that a training would get from it. */
export type Preview = RowsPreview | TokensPreview | BatchesPreview

/** What was read to make it. */
export interface Seen {
  /** All of the source was read; otherwise its beginning stands for it. */
  readonly whole: boolean
  /** Rows (of batches: examples) in each part. */
  readonly counts: Readonly<Record<string, number>>
  /** What there was to say about the data while it was read, such as a guessed encoding. */
  readonly remarks: readonly Text[]
}

export interface RowsPreview extends Seen {
  readonly kind: 'rows'
  readonly columns: readonly string[]
  readonly rows: readonly ShownRow[]
  /** Characters in each row, of every column of text. */
  readonly lengths: Readonly<Record<string, Lengths>>
  /** How often each label or tag occurs, the most frequent first. */
  readonly labels: readonly LabelCount[]
  /** Languages of the texts of the first rows by ISO 639-1 code, the most frequent first; an empty code where nothing tells. */
  readonly languages: readonly LabelCount[]
  /** What the files of text are written in (“UTF-8”), and how many of them; nothing for other files. */
  readonly encodings: readonly LabelCount[]
}

export interface ShownRow {
  readonly part: string
  readonly texts: Readonly<Record<string, string>>
}

export interface LabelCount {
  readonly label: string
  readonly count: number
}

/** How long things are: bars of equal width from 0 on, and the figures people ask for. */
export interface Lengths {
  /** How much each bar spans; a bar begins where the one before ends. */
  readonly width: number
  readonly bars: readonly number[]
  readonly shortest: number
  readonly median: number
  readonly longest: number
}

/** Where the tokenizer is from; the pieces that one learns from a sample may differ from those that training will learn. */
export type TokenizerFrom = 'file' | 'data' | 'sample'

export interface TokensPreview extends Seen {
  readonly kind: 'tokens'
  readonly tokenizer: TokenizerFrom
  readonly vocabulary: number
  readonly rows: readonly TokenRow[]
  /** Tokens in each row, of every column of text. */
  readonly lengths: Readonly<Record<string, Lengths>>
}

export interface TokenRow {
  readonly part: string
  readonly columns: readonly TokenTexts[]
}

export interface TokenTexts {
  readonly name: string
  readonly text: string
  readonly tokens: readonly ShownToken[]
}

/** A token, and the characters of its row that it stands for (UTF-16 units, `to` is the first after it). */
export interface ShownToken {
  readonly id: number
  readonly text: string
  readonly from: number
  readonly to: number
}

export interface BatchesPreview extends Seen {
  readonly kind: 'batches'
  readonly tokenizer: TokenizerFrom
  readonly task: Task
  readonly seed: number
  /** Steps of training before this batch. */
  readonly step: number
  readonly batchSize: number
  /** Examples in the training part. */
  readonly examples: number
  /** What carries loss in the batch, and what could: questions about whole examples, or places that are not filled up. */
  readonly supervised: number
  readonly places: number
  /** How much of what the network reads is filled up; absent where nothing is. */
  readonly padding?: Padding
  /** Tokens at the end of the training part that fill no whole example; absent where rows are examples. */
  readonly left?: number
  readonly tensors: readonly ShownTensor[]
  /** Examples of the batch, place by place. */
  readonly rows: readonly XrayRow[]
}

/** A tensor as the engine is fed it, with its values in order: all of them, or the first 200,000. */
export interface ShownTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: 'int32' | 'float32'
  readonly values: readonly number[]
}

/** One example of a batch as the network meets it. */
export interface XrayRow {
  /** What it reads, [T]. */
  readonly input: readonly XrayPlace[]
  /** What the decoder reads while it writes, [U], with what it is to write. */
  readonly target?: readonly XrayPlace[]
  /** What is asked of the example as a whole: its class, its score, or the first and the last place of an answer. */
  readonly answers?: readonly Asked[]
}

export interface XrayPlace {
  readonly id: number
  readonly token: string
  /** Filled up: the network is told not to look here. */
  readonly padding: boolean
  /** What the network is asked for here. */
  readonly asked?: Asked
  /** What became of a token that is asked for where it stands: hidden, replaced by another by chance, or left as it is. */
  readonly change?: 'hidden' | 'random' | 'kept'
  /** The right answer is what stands at the next place: the text moved by one. */
  readonly shifted: boolean
}

export interface Asked {
  /** As it stands in the tensor `labels`. */
  readonly label: number
  readonly token: string
  /** How much it counts in the loss; 0 is not at all. */
  readonly weight: number
}
