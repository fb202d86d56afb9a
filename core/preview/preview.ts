import type { Task } from '../plan/plan.ts'
import type { Text } from '../text.ts'
import { text } from '../text.ts'
import type { Padding } from '../train/batching/padding.ts'

/** What leaves a block: the very rows, tokens or batches that a training would get from it. */
export type Preview = RowsPreview | TokensPreview | BatchesPreview

/** What was read to make it. */
export interface PreviewBase {
  /** All of the source was read; otherwise its beginning stands for it. */
  readonly whole: boolean
  /** Rows (of batches: examples) in each part. */
  readonly counts: Readonly<Record<string, number>>
  /** What there was to say about the data while it was read, such as a guessed encoding. */
  readonly remarks: readonly Text[]
}

export interface RowsPreview extends PreviewBase {
  readonly kind: 'rows'
  readonly columns: readonly string[]
  readonly rows: readonly PreviewRow[]
  /** Characters in each row, of every column of text. */
  readonly lengths: Readonly<Record<string, LengthHistogram>>
  /** How often each label or tag occurs, the most frequent first. */
  readonly labels: readonly LabelCount[]
  /** Languages of the texts of the first rows by ISO 639-1 code, the most frequent first; an empty code where nothing tells. */
  readonly languages: readonly LabelCount[]
  /** What the files of text are written in (“UTF-8”), and how many of them; nothing for other files. */
  readonly encodings: readonly LabelCount[]
}

export interface PreviewRow {
  readonly part: string
  readonly texts: Readonly<Record<string, string>>
}

export interface LabelCount {
  readonly label: string
  readonly count: number
}

/** How long things are: bars of equal width from 0 on, and the figures people ask for. */
export interface LengthHistogram {
  /** How much each bar spans; a bar begins where the one before ends. */
  readonly width: number
  readonly bars: readonly number[]
  readonly shortest: number
  readonly median: number
  readonly longest: number
}

/** Where the tokenizer is from; the pieces that one learns from a sample may differ from those that training will learn. */
export type TokenizerOrigin = 'file' | 'data' | 'sample'

export interface TokensPreview extends PreviewBase {
  readonly kind: 'tokens'
  readonly tokenizer: TokenizerOrigin
  readonly vocabulary: number
  readonly rows: readonly TokenizedRow[]
  /** Tokens in each row, of every column of text. */
  readonly lengths: Readonly<Record<string, LengthHistogram>>
}

export interface TokenizedRow {
  readonly part: string
  readonly columns: readonly TokenizedColumn[]
}

export interface TokenizedColumn {
  readonly name: string
  readonly text: string
  readonly tokens: readonly PreviewToken[]
}

/** A token, and the characters of its row that it stands for (UTF-16 units, `to` is the first after it). */
export interface PreviewToken {
  readonly id: number
  readonly text: string
  readonly from: number
  readonly to: number
}

export interface BatchesPreview extends PreviewBase {
  readonly kind: 'batches'
  readonly tokenizer: TokenizerOrigin
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
  readonly tensors: readonly PreviewTensor[]
  /** Examples of the batch, place by place. */
  readonly rows: readonly InspectedExample[]
}

/** A tensor as the engine is fed it, with its values in order: all of them, or the first 200,000. */
export interface PreviewTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: 'int32' | 'float32'
  readonly values: readonly number[]
}

/** One example of a batch as the network meets it. */
export interface InspectedExample {
  /** What it reads, [T]. */
  readonly input: readonly InspectedPosition[]
  /** What the decoder reads while it writes, [U], with what it is to write. */
  readonly target?: readonly InspectedPosition[]
  /** What is asked of the example as a whole: its class, its score, or the first and the last place of an answer. */
  readonly answers?: readonly SupervisedLabel[]
}

export interface InspectedPosition {
  readonly id: number
  readonly token: string
  /** Filled up: the network is told not to look here. */
  readonly padding: boolean
  /** What the network is asked for here. */
  readonly asked?: SupervisedLabel
  /** What became of a token that is asked for where it stands: hidden, replaced by another by chance, or left as it is. */
  readonly change?: 'hidden' | 'random' | 'kept'
  /** The right answer is what stands at the next place: the text moved by one. */
  readonly shifted: boolean
}

export interface SupervisedLabel {
  /** As it stands in the tensor `labels`. */
  readonly label: number
  readonly token: string
  /** How much it counts in the loss; 0 is not at all. */
  readonly weight: number
}

/** What is done before something of the data can be shown. */
export type PreviewPhase = 'read' | 'tokenizer' | 'tokens'

/** How far it has come; done and total count the same thing, and total is 0 while nobody knows it. */
export interface PreviewProgress {
  readonly part: PreviewPhase
  readonly done: number
  readonly total: number
}

/** What is said on the way, and in the end what was asked for. */
export type PreviewEvent<T> =
  | { readonly kind: 'progress'; readonly progress: PreviewProgress }
  | { readonly kind: 'done'; readonly value: T }

/** What it is busy with, in words. */
export const previewPhaseTexts: Readonly<Record<PreviewPhase, Text>> = {
  read: text('Reading the data', '读取数据'),
  tokenizer: text('Training the tokenizer', '训练分词器'),
  tokens: text('Tokenizing the text', '对文本分词'),
}
