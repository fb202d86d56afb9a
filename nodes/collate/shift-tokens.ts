import { z } from 'zod'
import type { Collator } from '../../core/batch.ts'
import { block, port } from '../../core/block.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { needText, stream } from './stream.ts'
import { textLength } from './text-length.ts'

const params = z.strictObject({ length: textLength })

/** Windows of the text one after another; the label of each place is the token after it. */
export function shiftTokens({ tokens }: Batches, { length: T }: z.infer<typeof params>): Collator {
  const { end } = tokens.vocabulary
  return {
    spells: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    examples: table => Math.max(0, Math.floor((stream(table, end).length - 1) / T)),
    fill(table, examples) {
      const places = examples.length * T
      const ids = new Int32Array(places)
      const labels = new Int32Array(places)
      const { read } = stream(table, end)
      examples.forEach((example, row) => {
        read(example * T, ids.subarray(row * T, (row + 1) * T))
        read(example * T + 1, labels.subarray(row * T, (row + 1) * T))
      })
      const weights = new Float32Array(places).fill(1)
      return { arrays: { ids, labels, weights }, tokens: places, supervised: places }
    },
  }
}

export default block({
  id: 'shift-tokens',
  category: 'collate',
  title: text('Next token (shift)', '下一个词元（移位）'),
  help: text(
    'Asks the model for the next token at every place, seeing only what came before. This is how GPT learns to write. What is left over at the end of the data is not used.',
    '在每个位置让模型预测下一个词元，只能看到前面的内容。GPT 就是这样学会写作的。数据末尾不足一个样本的部分不会使用。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: shiftTokens,
  compile: ({ tokens }, params) => {
    needText(tokens)
    const { length } = params
    return { batches: { tokens, collator: { block: 'shift-tokens', params }, task: 'causal', length } }
  },
})
