import { type Text, text } from '../text.ts'

/** What is done before something of the data can be shown. */
export type PreviewPart = 'read' | 'tokenizer' | 'tokens'

/** How far it has come; done and total count the same thing, and total is 0 while nobody knows it. */
export interface PreviewProgress {
  readonly part: PreviewPart
  readonly done: number
  readonly total: number
}

/** What is said on the way, and in the end what was asked for. */
export type PreviewEvent<T> =
  | { readonly kind: 'progress'; readonly progress: PreviewProgress }
  | { readonly kind: 'done'; readonly value: T }

/** What it is busy with, in words. */
export const previewParts: Readonly<Record<PreviewPart, Text>> = {
  read: text('Reading the data', '读取数据'),
  tokenizer: text('Learning the tokenizer', '学习分词器'),
  tokens: text('Cutting the text into tokens', '切分词元'),
}
