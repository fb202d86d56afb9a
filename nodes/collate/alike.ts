import { z } from 'zod'
import type { Collator, Shorter, TokenColumn, TokenTable } from '../../core/batch.ts'
import { param } from '../../core/block.ts'
import { text } from '../../core/text.ts'
import { rowLength } from '../../core/token-column.ts'

/** The parameter of all blocks whose examples are filled up. */
export const alike = param(z.boolean().default(true), {
  label: text('Like lengths together', '长度相近的放在一起'),
  help: text(
    'Makes each batch of examples of about the same length, so that less is filled up and training takes less time. Every example is still read once in each pass. Off mixes all lengths, so that long examples count for more.',
    '让每个批次由长度相近的样本组成，补齐更少，训练更快。每一轮中每个样本仍只读一次。关闭则随机混合各种长度，较长的样本也更受重视。',
  ),
  advanced: true,
})

/** The collator, and how to make it smaller where `alike` asks for that. Older plans do not. */
export const shortened = (collator: Collator, alike: boolean | undefined, shorter: Shorter): Collator =>
  alike ? { ...collator, shorter } : collator

/** Places of a row with so many special tokens; longer ones are cut. */
export const placesOf = (column: TokenColumn | undefined, row: number, more: number, most: number): number =>
  Math.min(most, (column ? rowLength(column, row) : 0) + more)

/** Parameters of a block whose examples are texts by themselves. */
export interface WholeLength {
  readonly length: number
  readonly alike?: boolean
}

/** Texts with so many special tokens around each in smaller batches. */
export const shorterTexts = (
  column: keyof TokenTable['columns'],
  { length, around }: { readonly length: number; readonly around: number },
  make: (lengths: WholeLength) => Collator,
): Shorter => ({
  most: length + around,
  takes: ({ columns }, row) => Math.max(1, placesOf(columns[column], row, around, length + around)),
  within: room => make({ length: room - around }),
})
