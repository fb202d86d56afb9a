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
  title: text('Texts with labels', '带标签的文本'),
  help: text(
    'Shows whole texts and asks what each is: good or bad, spam or not. Longer texts are cut off at the end.',
    '展示整段文本并询问它属于哪一类：好评或差评，是否垃圾信息。更长的文本会从末尾截断。',
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
      'This block needs texts with labels, but the data has none.',
      '此模块需要带标签的文本，但数据没有标签。',
    ),
    fix: text('Connect “Sample reviews” or “File with labels”.', '请连接“示例评论”或“带标签的文件”。'),
  })
}
