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
    label: text('Unit of length', '长度单位'),
    help: text('A Chinese or Japanese character counts as one word.', '一个汉字或假名算一个词。'),
    choices: { words: text('words', '词'), characters: text('characters', '字符') },
  }),
  length: param(z.int().min(1).max(1_000_000).default(300), {
    label: text('Chunk length', '分块长度'),
    help: text('The last chunk of a text may be shorter.', '每段文本的最后一块可能较短。'),
  }),
  overlap: param(z.int().min(0).max(1_000_000).default(0), {
    label: text('Overlap', '重叠'),
    help: text(
      'How much of each chunk is repeated at the start of the next one, so that no passage loses its context.',
      '每块末尾有多少内容在下一块开头重复，以免上下文被割断。',
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
    'The overlap is as long as the chunk, so chunking would never end.',
    '重叠长度不能达到或超过分块长度，否则分块无法结束。',
  ),
  fix: text('Choose an overlap shorter than the chunk.', '请让重叠小于分块长度。'),
}

export default block({
  id: 'chunk-texts',
  category: 'data',
  title: text('Chunk long texts', '长文本分块'),
  keywords: [
    'Cut into pieces',
    'chunk',
    'chunking',
    'split long texts',
    'sliding window',
    'overlap',
    'stride',
    '分块',
    '切块',
    '滑动窗口',
  ],
  help: text(
    'Splits long texts into chunks of about equal length. Use it when texts are longer than the model’s context and each row becomes one example.',
    '将长文本切分成长度相近的块。当文本超过模型的上下文长度，而每行又作为一个样本时使用。',
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
