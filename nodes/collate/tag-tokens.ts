import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { boundaryMarks, type Collator } from '../../core/data/batch.ts'
import { readRow, readRowMarks } from '../../core/data/token-column.ts'
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
import { copyWithSpecialTokens } from './rows/seq2seq-pairs.ts'
import { textLengthParam } from './rows/token-stream.ts'

const params = z.strictObject({ length: textLengthParam, alike: lengthGroupingParam })

/**
 * One sentence per example, between its begin and end tokens, padded or truncated. A word's first token carries its tag; its
 * other tokens, and special tokens, have weight 0.
 */
export function tagTokens(batches: Batches, { length, alike }: TextLengthOptions): Collator {
  const { vocabulary } = batches.tokens
  const frame = textSpecialTokens(vocabulary)
  const around = specialTokenCount(frame)
  const T = length + around
  const collator: Collator = {
    needsBoundaryMarks: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    examples: ({ columns }) => columns.tokens?.rows ?? 0,
    fill({ columns }, examples) {
      const { tokens: words, tags } = columns
      if (!words?.readBoundaryMarks || !tags) throw new Error('tagTokens: the table has no words with tags')
      const B = examples.length
      const [ids, mask] = [new Int32Array(B * T).fill(vocabulary.pad), new Int32Array(B * T)]
      const [labels, weights] = [new Int32Array(B * T), new Float32Array(B * T)]
      let [read, supervised] = [0, 0]
      for (const [row, example] of examples.entries()) {
        const places = copyWithSpecialTokens(words, example, frame, ids.subarray(row * T, (row + 1) * T))
        mask.fill(1, row * T, row * T + Math.max(1, places))
        const [first, count] = [row * T + frame.before.length, places - around]
        read += count
        const [marks, named] = [readRowMarks(words, example), readRow(tags, example)]
        let word = 0
        for (let i = 0; i < count; i++) {
          if (!((marks?.[i] as number) & boundaryMarks.word)) continue
          labels[first + i] = named[word++] as number
          weights[first + i] = 1
          supervised++
        }
      }
      return { arrays: { ids, mask, labels, weights }, tokens: read, supervised }
    },
  }
  return withLengthBucketing(
    collator,
    alike,
    textLengthBucketing('tokens', { length, around }, smaller => tagTokens(batches, smaller)),
  )
}

export default block({
  id: 'tag-tokens',
  category: 'collate',
  title: text('Token classification collator', '词元分类整理器'),
  keywords: [
    'Words with tags',
    'tagging',
    'NER',
    'named entity recognition',
    'POS',
    'sequence labeling',
    'DataCollatorForTokenClassification',
    'data collator',
    '带标签的词',
    '命名实体识别',
    '词性标注',
    '序列标注',
    '数据整理器',
  ],
  help: text(
    'Batches of sentences with one label per word: parts of speech (POS) or named entities (NER). A word of several tokens has its label on the first one. Longer sentences are truncated at the end.',
    '由句子及每个词的标签组成的批次：词性（POS）或命名实体（NER）。由多个词元组成的词只在第一个词元上有标签。更长的句子会从末尾截断。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: tagTokens,
  compile: ({ tokens }, params) => {
    needTags(tokens)
    const length = params.length + specialTokenCount(textSpecialTokens(tokens.vocabulary))
    return { batches: { tokens, collator: { block: 'tag-tokens', params }, task: 'tags', length } }
  },
})

function needTags({ rows }: Tokens): void {
  if (rows.columns.includes('tokens') && rows.columns.includes('tags')) return
  refuse('needs-tags', {
    param: 'tokens',
    message: text(
      'This block needs sentences with a tag for each word, but the data has none.',
      '此模块需要每个词都带标签的句子，但数据没有这样的标签。',
    ),
    fix: text(
      'Connect “Sample POS tags” or “Tagged text file (CoNLL)”.',
      '请连接“示例词性标注”或“词元标注文件（CoNLL）”。',
    ),
  })
}
