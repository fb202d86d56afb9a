import { z } from 'zod'
import { param } from '../../../core/block/block.ts'
import type { Collator, LengthBucketing, TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { rowLength } from '../../../core/data/token-column.ts'
import { text } from '../../../core/text.ts'

/** The parameter of all blocks whose examples are padded. */
export const lengthGroupingParam = param(z.boolean().default(true), {
  label: text('Group by length', '按长度分组'),
  help: text(
    'Puts examples of similar length into the same batch, which means less padding and faster training. Every example is still used once per epoch. Off: batches are random, and long examples have more weight.',
    '让每个批次由长度相近的样本组成，填充更少，训练更快。每轮中每个样本仍只使用一次。关闭则随机组成批次，较长的样本权重更大。',
  ),
  advanced: true,
})

/** The collator, with length bucketing where the parameter `alike` asks for it. Plans of older versions do not have it. */
export const withLengthBucketing = (
  collator: Collator,
  alike: boolean | undefined,
  shorter: LengthBucketing,
): Collator => (alike ? { ...collator, lengthBucketing: shorter } : collator)

/** The length of a row with this number of special tokens, cut to the maximum. */
export const cappedLength = (
  column: TokenColumn | undefined,
  row: number,
  specialTokens: number,
  maxLength: number,
): number => Math.min(maxLength, (column ? rowLength(column, row) : 0) + specialTokens)

/** Parameters of a block whose examples are single texts. */
export interface TextLengthOptions {
  readonly length: number
  readonly alike?: boolean
}

/** Length bucketing for texts with this number of special tokens around each. */
export const textLengthBucketing = (
  column: keyof TokenTable['columns'],
  { length, around }: { readonly length: number; readonly around: number },
  make: (lengths: TextLengthOptions) => Collator,
): LengthBucketing => ({
  maxLength: length + around,
  lengthOf: ({ columns }, row) => Math.max(1, cappedLength(columns[column], row, around, length + around)),
  withMaxLength: room => make({ length: room - around }),
})
