// Rows of a source and a target, for the collators of pairs.

import { z } from 'zod'
import { param } from '../../../core/block/block.ts'
import type { Collator, LengthBucketing, TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { rowLength } from '../../../core/data/token-column.ts'
import type { SpecialTokens, Tokens } from '../../../core/plan/plan.ts'
import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { cappedLength, lengthGroupingParam } from './length-bucketing.ts'

export const countPairs = ({ columns }: TokenTable): number => columns.source?.rows ?? 0

export function pairsOf({ columns: { source, target } }: TokenTable) {
  if (!source || !target) throw new Error('pairsOf: the table has no pairs')
  return { source, target }
}

/**
 * Length bucketing for pairs: source and target shrink in the same proportion, so that one number measures a pair, in
 * positions of the source, which has `around` special tokens.
 */
export function pairLengthBucketing(
  { sourceLength: most, targetLength }: PairLengths,
  make: (lengths: PairLengths) => Collator,
  around = 1,
): LengthBucketing {
  const share = most / targetLength
  return {
    maxLength: most,
    lengthOf: ({ columns: { source, target } }, row) =>
      Math.max(cappedLength(source, row, around, most), Math.ceil(cappedLength(target, row, 1, targetLength) * share)),
    withMaxLength: room => make({ sourceLength: room, targetLength: Math.min(targetLength, Math.ceil(room / share)) }),
  }
}

/** Copies a row and its end token, truncated to fit; returns the number of tokens. */
export const copyRow = (column: TokenColumn, row: number, end: number, into: Int32Array): number =>
  copyWithSpecialTokens(column, row, { before: [], after: [end] }, into)

/** Copies a row and the special tokens around it, truncated to fit; returns the number of tokens. */
export function copyWithSpecialTokens(
  column: TokenColumn,
  row: number,
  { before, after }: SpecialTokens,
  into: Int32Array,
): number {
  const first = before.length
  const length = Math.min(rowLength(column, row), into.length - first - after.length)
  into.set(before)
  column.read(column.start(row), into.subarray(first, first + length))
  into.set(after, first + length)
  return first + length + after.length
}

/** Refuses data without pairs. */
export function requirePairs({ rows: { columns } }: Tokens): void {
  if (!columns.includes('source') || !columns.includes('target')) refuse('needs-pairs', pairsMissing)
}

const pairsMissing = {
  param: 'tokens',
  message: text(
    'This block needs pairs of a source and a target, but the data is plain text.',
    '此模块需要“源文—目标文本”句对，但数据是纯文本。',
  ),
  fix: text(
    'Connect “Sample text pairs” or “Text pairs file”, or use “Span corruption collator (T5)” on plain text.',
    '请连接“示例句对”或“句对文件”，或对纯文本使用“片段破坏整理器（T5）”。',
  ),
}

/** Parameters of the collators of pairs. */
export const pairLengthParams = z.strictObject({
  sourceLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Maximum source length', '源文最大长度'),
    help: text(
      'Maximum number of tokens of a source. Longer sources are truncated at the end; shorter ones are padded, which costs time.',
      '源文的最大词元数。更长的会从末尾截断；更短的会填充，这会占用时间。',
    ),
    unit: text('tokens', '词元'),
  }),
  targetLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Maximum target length', '目标文本最大长度'),
    help: text(
      'Maximum number of tokens of a target. Longer targets are truncated at the end, so the model never sees how they finish.',
      '目标文本的最大词元数。更长的会从末尾截断，模型因此看不到它们的结尾。',
    ),
    unit: text('tokens', '词元'),
  }),
  alike: lengthGroupingParam,
})
export type PairLengths = Pick<z.infer<typeof pairLengthParams>, 'sourceLength' | 'targetLength'> & {
  readonly alike?: boolean
}

/** The decoder's input for these labels (teacher forcing): each row shifted right by one, with the pad token as its start. */
export function decoderInput(labels: Int32Array, width: number, pad: number): Int32Array {
  const input = new Int32Array(labels.length)
  input.set(labels.subarray(0, -1), 1)
  for (let row = 0; row < labels.length; row += width) input[row] = pad
  return input
}
