import { z } from 'zod'
import type { RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { wordStarts } from './language/words.ts'
import { changeRows } from './rows/change-rows.ts'
import { requireText } from './rows/row-columns.ts'

const params = z.strictObject({
  unit: param(z.enum(['words', 'characters']).default('words'), {
    label: text('Length in', '长度单位'),
    help: text('A Chinese or Japanese character counts as a word.', '一个汉字或假名算一个词。'),
    choices: { words: text('words', '词'), characters: text('characters', '字符') },
  }),
  length: param(z.int().min(1).max(1_000_000).default(300), {
    label: text('Length of a piece', '每段长度'),
    help: text('The last piece of a text may be shorter.', '一段文本的最后一段可能较短。'),
  }),
  overlap: param(z.int().min(0).max(1_000_000).default(0), {
    label: text('Overlap', '重叠'),
    help: text(
      'How much of a piece is repeated at the beginning of the next, so that nothing is torn apart.',
      '每段末尾有多少内容在下一段开头重复，以免内容被割裂。',
    ),
  }),
})

type Params = z.infer<typeof params>

/** One row for each chunk of a text, trimmed and non-empty; other columns are copied. */
export const chunkTexts = (rows: RowStream, params: Params): RowStream =>
  changeRows(
    rows,
    () => row =>
      piecesOf(row.texts.text ?? '', params).map(piece => ({ ...row, texts: { ...row.texts, text: piece } })),
  )

function piecesOf(whole: string, { unit, length, overlap }: Params): string[] {
  const starts = unit === 'words' ? wordStarts(whole) : characterStarts(whole)
  if (starts.length === 0) return whole.trim() === '' ? [] : [whole.trim()]
  const pieces: string[] = []
  for (let first = 0; ; first += length - overlap) {
    const end = starts[first + length] ?? whole.length
    const piece = whole.slice(first === 0 ? 0 : starts[first], end).trim()
    if (piece !== '') pieces.push(piece)
    if (first + length >= starts.length) return pieces
  }
}

/** The starts of grapheme clusters: no accent, joined emoji or surrogate pair is split. */
const characterStarts = (text: string): number[] =>
  Array.from(text.matchAll(/\P{M}(?:\p{M}|\p{EMod}|\u200d\P{M})*|^\p{M}+/gu), ({ index }) => index)

const tooWide = {
  param: 'overlap',
  message: text(
    'Pieces that overlap by their whole length never come to an end.',
    '重叠部分不能达到或超过每段的长度。',
  ),
  fix: text('Choose an overlap that is shorter than the piece.', '请让重叠小于每段长度。'),
}

export default block({
  id: 'chunk-texts',
  category: 'data',
  title: text('Cut into pieces', '切成小段'),
  help: text(
    'Cuts long texts into pieces of about the same length. Use it when a text is longer than what the model reads at once and each row is learned as a whole.',
    '将长文本切成长度相近的小段。当文本长于模型一次能读的长度、而每行又作为整体学习时使用。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: chunkTexts,
  eachRow: true,
  compile: ({ rows }, params) => {
    requireText(rows)
    if (params.overlap >= params.length) refuse('overlap-too-wide', tooWide)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'chunk-texts', params }] } }
  },
})
