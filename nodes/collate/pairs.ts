// Rows of a source and a target, as the blocks that make batches of pairs read them.
import type { Collator, Shorter, TokenColumn, TokenTable } from '../../core/batch.ts'
import type { Frame, Tokens } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { rowLength } from '../../core/token-column.ts'
import { placesOf } from './alike.ts'
import type { PairLengths } from './pair-lengths.ts'

export const countPairs = ({ columns }: TokenTable): number => columns.source?.rows ?? 0

export function pairsOf({ columns: { source, target } }: TokenTable) {
  if (!source || !target) throw new Error('pairsOf: the table has no pairs')
  return { source, target }
}

/**
 * Pairs in smaller batches: source and target shrink in the same proportion, so one number says how many places a pair takes, in
 * places of the source, which has so many special tokens `around` it.
 */
export function shorterPairs(
  { sourceLength: most, targetLength }: PairLengths,
  make: (lengths: PairLengths) => Collator,
  around = 1,
): Shorter {
  const share = most / targetLength
  return {
    most,
    takes: ({ columns: { source, target } }, row) =>
      Math.max(placesOf(source, row, around, most), Math.ceil(placesOf(target, row, 1, targetLength) * share)),
    within: room => make({ sourceLength: room, targetLength: Math.min(targetLength, Math.ceil(room / share)) }),
  }
}

/** Copies a row and its end token, cut to fit; gives the number of tokens. */
export const copyRow = (column: TokenColumn, row: number, end: number, into: Int32Array): number =>
  copyFramed(column, row, { before: [], after: [end] }, into)

/** Copies a row and the special tokens around it, cut to fit; gives the number of tokens. */
export function copyFramed(column: TokenColumn, row: number, { before, after }: Frame, into: Int32Array): number {
  const first = before.length
  const length = Math.min(rowLength(column, row), into.length - first - after.length)
  into.set(before)
  column.read(column.start(row), into.subarray(first, first + length))
  into.set(after, first + length)
  return first + length + after.length
}

/** Stops a block that is wired to plain text. */
export function needPairs({ rows: { columns } }: Tokens): void {
  if (!columns.includes('source') || !columns.includes('target')) refuse('needs-pairs', needsPairs)
}

const needsPairs = {
  param: 'tokens',
  message: text(
    'This block needs pairs of a source and a target, but the data is plain text.',
    '此模块需要“源文—目标”句对，但数据是纯文本。',
  ),
  fix: text(
    'Connect “Sample pairs” or “File of pairs”, or use “Fill the gaps” on plain text.',
    '请连接“示例句对”或“句对文件”，或对纯文本使用“填补空缺”。',
  ),
}
