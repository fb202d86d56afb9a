import { block, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { withLengthBucketing } from './rows/length-bucketing.ts'
import type { PairLengths } from './rows/seq2seq-pairs.ts'
import {
  copyRow,
  countPairs,
  pairLengthBucketing,
  pairLengthParams,
  pairsOf,
  requirePairs,
} from './rows/seq2seq-pairs.ts'

/**
 * One pair per row for a causal network: the source, the begin token, the target. Only the target and its
 * end have a loss. The begin token separates the two, so that their tokens never merge and a source alone ends the same way.
 */
export function answerTokens(batches: Batches, { alike, ...lengths }: PairLengths): Collator {
  const { sourceLength: S, targetLength: U } = lengths
  const { pad, begin, end } = batches.tokens.vocabulary
  const T = S + U
  const collator: Collator = {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      rows: { shape: [B * U], dtype: 'int32' },
      labels: { shape: [B * U], dtype: 'int32' },
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    examples: countPairs,
    fill(table, examples) {
      const { source, target } = pairsOf(table)
      const B = examples.length
      const ids = new Int32Array(B * T).fill(pad)
      const [mask, rows] = [new Int32Array(B * T), new Int32Array(B * U)]
      const [labels, weights] = [new Int32Array(B * U).fill(pad), new Float32Array(B * U)]
      let [read, written] = [0, 0]
      examples.forEach((example, row) => {
        const answer = labels.subarray(row * U, (row + 1) * U)
        const asked = ids.subarray(row * T, row * T + S + 1)
        const count = copyRow(target, example, end, answer)
        const start = copyRow(source, example, begin, asked) - 1 // the position of the begin token
        ids.set(answer.subarray(0, count - 1), row * T + start + 1)
        mask.fill(1, row * T, row * T + start + count)
        rows.set(
          Int32Array.from({ length: count }, (_, i) => row * T + start + i),
          row * U,
        )
        weights.fill(1, row * U, row * U + count)
        read += start
        written += count
      })
      return { arrays: { ids, mask, rows, labels, weights }, tokens: read + written, supervised: written }
    },
  }
  return withLengthBucketing(
    collator,
    alike,
    pairLengthBucketing(lengths, smaller => answerTokens(batches, smaller)),
  )
}

export default block({
  id: 'answer-tokens',
  category: 'collate',
  title: text('Instruction collator (loss on answers)', '指令整理器（仅回答计入损失）'),
  keywords: [
    'Questions and answers',
    'SFT',
    'chat',
    'instruction tuning',
    'instruction tuning collator',
    'completion only',
    'DataCollatorForCompletionOnlyLM',
    'prompt masking',
    'supervised fine-tuning',
    '问与答',
    '指令微调',
    '监督微调',
    '聊天',
    '数据整理器',
  ],
  help: text(
    'Trains a left-to-right network to answer: it reads the source (the prompt), and only the target (the answer) counts in the loss. This is supervised fine-tuning (SFT), as chat models use it to follow instructions.',
    '训练从左到右的网络作答：读入源文（提示），只有目标文本（回答）计入损失。这就是聊天模型学会遵循指令所用的监督微调（SFT）。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'causal' },
  params: pairLengthParams,
  collator: answerTokens,
  compile: ({ tokens }, params) => {
    requirePairs(tokens)
    const { sourceLength: source, targetLength: target } = params
    const asking = { after: [tokens.vocabulary.begin] }
    const collator = { block: 'answer-tokens', params }
    return {
      batches: { tokens, collator, task: 'causal', length: source + target, limits: { source, target }, asking },
    }
  },
})
