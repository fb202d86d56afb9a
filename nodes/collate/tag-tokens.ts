import { z } from 'zod'
import { type Collator, marksOf } from '../../core/batch.ts'
import { block, port } from '../../core/block.ts'
import { aroundText, placesAround } from '../../core/plan/frame.ts'
import type { Batches, Tokens } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { rowMarks, rowOf } from '../../core/token-column.ts'
import { alike, shortened, shorterTexts, type WholeLength } from './alike.ts'
import { copyFramed } from './pairs.ts'
import { textLength } from './text-length.ts'

const params = z.strictObject({ length: textLength, alike })

/**
 * A sentence to an example, between its begin and end tokens, filled up or cut. A word's first token carries its tag; its
 * other tokens, and all that is no word, have weight 0.
 */
export function tagTokens(batches: Batches, { length, alike }: WholeLength): Collator {
  const { vocabulary } = batches.tokens
  const frame = aroundText(vocabulary)
  const around = placesAround(frame)
  const T = length + around
  const collator: Collator = {
    marks: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    examples: ({ columns }) => columns.tokens?.rows ?? 0,
    fill({ columns }, examples) {
      const { tokens: words, tags } = columns
      if (!words?.readMarks || !tags) throw new Error('tagTokens: the table has no words with tags')
      const B = examples.length
      const [ids, mask] = [new Int32Array(B * T).fill(vocabulary.pad), new Int32Array(B * T)]
      const [labels, weights] = [new Int32Array(B * T), new Float32Array(B * T)]
      let [read, supervised] = [0, 0]
      for (const [row, example] of examples.entries()) {
        const places = copyFramed(words, example, frame, ids.subarray(row * T, (row + 1) * T))
        mask.fill(1, row * T, row * T + Math.max(1, places))
        const [first, count] = [row * T + frame.before.length, places - around]
        read += count
        const [marks, named] = [rowMarks(words, example), rowOf(tags, example)]
        let word = 0
        for (let i = 0; i < count; i++) {
          if (!((marks?.[i] as number) & marksOf.word)) continue
          labels[first + i] = named[word++] as number
          weights[first + i] = 1
          supervised++
        }
      }
      return { arrays: { ids, mask, labels, weights }, tokens: read, supervised }
    },
  }
  return shortened(
    collator,
    alike,
    shorterTexts('tokens', { length, around }, smaller => tagTokens(batches, smaller)),
  )
}

export default block({
  id: 'tag-tokens',
  category: 'collate',
  title: text('Words with tags', '带标签的词'),
  help: text(
    'Shows sentences and asks what each word is: a noun, a verb, part of a name. A word of several tokens is asked once, at its first. Longer sentences are cut off at the end.',
    '展示句子并询问每个词是什么：名词、动词，或某个名称的一部分。由多个词元组成的词只在第一个词元处询问。更长的句子会从末尾截断。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: tagTokens,
  compile: ({ tokens }, params) => {
    needTags(tokens)
    const length = params.length + placesAround(aroundText(tokens.vocabulary))
    return { batches: { tokens, collator: { block: 'tag-tokens', params }, task: 'tags', length } }
  },
})

function needTags({ rows }: Tokens): void {
  if (rows.columns.includes('tokens') && rows.columns.includes('tags')) return
  refuse('needs-tags', {
    param: 'tokens',
    message: text(
      'This block needs sentences whose words have tags, but the data has none.',
      '此模块需要每个词都带标签的句子，但数据没有这样的标签。',
    ),
    fix: text('Connect “Sample tags” or “File with tags”.', '请连接“示例词性”或“带词语标签的文件”。'),
  })
}
