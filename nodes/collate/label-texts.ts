import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import { readRow } from '../../core/data/token-column.ts'
import type { Batches, Tokens } from '../../core/plan/plan.ts'
import { specialTokenCount, textSpecialTokens } from '../../core/plan/special-tokens.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import {
  lengthGroupingParam,
  type TextLengthOptions,
  textLengthBucketing,
  withLengthBucketing,
} from './rows/length-bucketing.ts'
import { textLengthParam } from './rows/token-stream.ts'
import { wholeTextFeeds, wholeTexts } from './rows/whole-texts.ts'

const params = z.strictObject({ length: textLengthParam, alike: lengthGroupingParam })

/** One text per example, and its label. */
export function labelTexts(batches: Batches, { length, alike }: TextLengthOptions): Collator {
  const { vocabulary } = batches.tokens
  const around = specialTokenCount(textSpecialTokens(vocabulary))
  const T = length + around
  const collator: Collator = {
    feeds: B => ({
      ...wholeTextFeeds(B, T),
      labels: { shape: [B], dtype: 'int32' },
      weights: { shape: [B], dtype: 'float32' },
    }),
    examples: ({ columns }) => columns.text?.rows ?? 0,
    fill({ columns }, examples) {
      const { text: texts, label } = columns
      if (!texts || !label) throw new Error('labelTexts: the table has no labels')
      const { tokens: read, ...arrays } = wholeTexts(texts, examples, vocabulary, T)
      const labels = Int32Array.from(examples, example => readRow(label, example)[0] as number)
      const weights = new Float32Array(examples.length).fill(1)
      return { arrays: { ...arrays, labels, weights }, tokens: read, supervised: examples.length }
    },
  }
  return withLengthBucketing(
    collator,
    alike,
    textLengthBucketing('text', { length, around }, smaller => labelTexts(batches, smaller)),
  )
}

export default block({
  id: 'label-texts',
  category: 'collate',
  title: text('Classification collator', '文本分类整理器'),
  keywords: [
    'Texts with labels',
    'text classification',
    'sentiment',
    'DataCollatorWithPadding',
    'sequence classification',
    'data collator',
    '带标签的文本',
    '文本分类',
    '情感',
    '数据整理器',
  ],
  help: text(
    'Batches of whole texts with their labels, for text classification: sentiment, topic, spam. Longer texts are truncated at the end.',
    '由整段文本及其标签组成的批次，用于文本分类：情感、主题、垃圾信息等。更长的文本会从末尾截断。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  initialParams: { length: 126 }, // with begin and end token, the maximum length of a new GPT-2 block
  collator: labelTexts,
  compile: ({ tokens }, params) => {
    needLabels(tokens)
    const length = params.length + specialTokenCount(textSpecialTokens(tokens.vocabulary))
    return { batches: { tokens, collator: { block: 'label-texts', params }, task: 'class', length } }
  },
})

function needLabels({ rows }: Tokens): void {
  if (rows.columns.includes('label') && rows.columns.includes('text')) return
  refuse('needs-labels', {
    param: 'tokens',
    message: text(
      'This block needs labelled texts, but the data has no labels.',
      '此模块需要带标签的文本，但数据没有标签。',
    ),
    fix: text('Connect “Sample reviews” or “Labelled text file”.', '请连接“示例评论”或“带标签的文本文件”。'),
  })
}
