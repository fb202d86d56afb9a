import { z } from 'zod'
import type { RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { splitIntoSentences } from './language/sentence-splitter.ts'
import { changeRows } from './rows/change-rows.ts'
import { requireText } from './rows/row-columns.ts'

const params = z.strictObject({
  together: param(z.int().min(1).max(1000).default(1), {
    label: text('Sentences per row', '每行句数'),
    help: text('How many consecutive sentences form a row.', '几个连续的句子组成一行。'),
  }),
  lines: param(z.boolean().default(false), {
    label: text('A line break ends a sentence', '换行即句末'),
    help: text(
      'For lists, verse and subtitles. Turn it off for text whose lines were wrapped to fit a page.',
      '适合列表、诗歌和字幕。若文本只是为了版面而换行，请关闭。',
    ),
  }),
})

type Params = z.infer<typeof params>

/** One row for each sentence, or for several consecutive sentences of a text; other columns are copied. */
export const splitSentences = (rows: RowStream, { together, lines }: Params): RowStream =>
  changeRows(rows, () => row => {
    const sentences = splitIntoSentences(row.texts.text ?? '', lines)
    const pieces = Array.from({ length: Math.ceil(sentences.length / together) }, (_, i) =>
      sentences.slice(i * together, (i + 1) * together).join(' '),
    )
    return pieces.map(piece => ({ ...row, texts: { ...row.texts, text: piece } }))
  })

export default block({
  id: 'split-sentences',
  category: 'data',
  title: text('Split sentences', '拆分句子'),
  keywords: [
    'Cut into sentences',
    'sentence segmentation',
    'sentence splitter',
    'sentencize',
    '分句',
    '断句',
    '切分句子',
  ],
  help: text(
    'Makes each sentence a row, in any language. Other columns, such as a label, are copied to each row.',
    '将每个句子变成一行，适用于任何语言。其他列（例如标签）会复制到每一行。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: splitSentences,
  eachRow: true,
  compile: ({ rows }, params) => {
    requireText(rows)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'split-sentences', params }] } }
  },
})
