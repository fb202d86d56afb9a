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

/** One text per example, and its score. Scores are stored among tokens as the bits of a float32. */
export function scoreTexts(batches: Batches, { length, alike }: TextLengthOptions): Collator {
  const { vocabulary } = batches.tokens
  const around = specialTokenCount(textSpecialTokens(vocabulary))
  const T = length + around
  const collator: Collator = {
    feeds: B => ({
      ...wholeTextFeeds(B, T),
      labels: { shape: [B], dtype: 'float32' },
      weights: { shape: [B], dtype: 'float32' },
    }),
    examples: ({ columns }) => columns.text?.rows ?? 0,
    fill({ columns }, examples) {
      const { text: texts, score } = columns
      if (!texts || !score) throw new Error('scoreTexts: the table has no scores')
      const { tokens: read, ...arrays } = wholeTexts(texts, examples, vocabulary, T)
      const bits = Int32Array.from(examples, example => readRow(score, example)[0] as number)
      const weights = new Float32Array(examples.length).fill(1)
      const labels = new Float32Array(bits.buffer)
      return { arrays: { ...arrays, labels, weights }, tokens: read, supervised: examples.length }
    },
  }
  return withLengthBucketing(
    collator,
    alike,
    textLengthBucketing('text', { length, around }, smaller => scoreTexts(batches, smaller)),
  )
}

export default block({
  id: 'score-texts',
  category: 'collate',
  title: text('Regression collator', '回归整理器'),
  keywords: [
    'Texts with scores',
    'regression',
    'rating',
    'STS',
    'sequence classification',
    'data collator',
    '带分数的文本',
    '回归',
    '评分',
    '数据整理器',
  ],
  help: text(
    'Batches of whole texts with a number each, such as a rating, for text regression. Longer texts are truncated at the end.',
    '由整段文本及其数字（例如评分）组成的批次，用于文本回归。更长的文本会从末尾截断。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  initialParams: { length: 126 }, // with begin and end token, the maximum length of a new GPT-2 block
  collator: scoreTexts,
  compile: ({ tokens }, params) => {
    needScores(tokens)
    const length = params.length + specialTokenCount(textSpecialTokens(tokens.vocabulary))
    return { batches: { tokens, collator: { block: 'score-texts', params }, task: 'score', length } }
  },
})

function needScores({ rows }: Tokens): void {
  if (rows.columns.includes('score') && rows.columns.includes('text')) return
  refuse('needs-scores', {
    param: 'tokens',
    message: text(
      'This block needs texts with a score each, but the data has none.',
      '此模块需要带分数的文本，但数据没有分数。',
    ),
    fix: text('Connect “Scored text file”.', '请连接“带分数的文本文件”。'),
  })
}
