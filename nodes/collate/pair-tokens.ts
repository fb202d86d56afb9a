import { block, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { sourceSpecialTokens, specialTokenCount } from '../../core/plan/special-tokens.ts'
import { text } from '../../core/text.ts'
import { withLengthBucketing } from './rows/length-bucketing.ts'
import type { PairLengths } from './rows/seq2seq-pairs.ts'
import {
  copyRow,
  copyWithSpecialTokens,
  countPairs,
  decoderInput,
  pairLengthBucketing,
  pairLengthParams,
  pairsOf,
  requirePairs,
} from './rows/seq2seq-pairs.ts'

/** One pair per row: the source for the encoder and the target for the decoder, padded. Both end with the end token, unless a pretrained tokenizer adds other special tokens to sources. */
export function pairTokens(batches: Batches, { alike, ...lengths }: PairLengths): Collator {
  const { sourceLength: S, targetLength: U } = lengths
  const { pad, end } = batches.tokens.vocabulary
  const around = sourceSpecialTokens(batches.tokens.vocabulary)
  const collator: Collator = {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, S], dtype: 'int32' },
      mask: { shape: [B, S], dtype: 'int32' },
      target: { shape: [B, U], dtype: 'int32' },
      labels: { shape: [B * U], dtype: 'int32' },
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    examples: countPairs,
    fill(table, examples) {
      const { source, target } = pairsOf(table)
      const B = examples.length
      const ids = new Int32Array(B * S).fill(pad)
      const mask = new Int32Array(B * S)
      const labels = new Int32Array(B * U).fill(pad)
      const weights = new Float32Array(B * U)
      let read = 0
      let written = 0
      examples.forEach((example, row) => {
        const sourceTokens = copyWithSpecialTokens(source, example, around, ids.subarray(row * S, (row + 1) * S))
        const targetTokens = copyRow(target, example, end, labels.subarray(row * U, (row + 1) * U))
        mask.fill(1, row * S, row * S + sourceTokens)
        weights.fill(1, row * U, row * U + targetTokens)
        read += sourceTokens
        written += targetTokens
      })
      const arrays = { ids, mask, target: decoderInput(labels, U, pad), labels, weights }
      return { arrays, tokens: read + written, supervised: written }
    },
  }
  return withLengthBucketing(
    collator,
    alike,
    pairLengthBucketing(lengths, smaller => pairTokens(batches, smaller), specialTokenCount(around)),
  )
}

export default block({
  id: 'pair-tokens',
  category: 'collate',
  title: text('Seq2Seq pair collator', 'Seq2Seq 句对整理器'),
  keywords: [
    'Pairs to batches',
    'DataCollatorForSeq2Seq',
    'translation',
    'summarization',
    'summarisation',
    'encoder decoder',
    'data collator',
    'teacher forcing',
    '翻译',
    '摘要',
    '数据整理器',
  ],
  help: text(
    'The model reads the source and writes the target: for translation, pronunciation, summarization. The decoder input is the target shifted right by one.',
    '模型读入源文，写出目标文本：用于翻译、注音、摘要。解码器的输入是右移一位的目标文本。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'seq2seq' },
  params: pairLengthParams,
  collator: pairTokens,
  compile: ({ tokens }, params) => {
    requirePairs(tokens)
    const { sourceLength: length, targetLength } = params
    return { batches: { tokens, collator: { block: 'pair-tokens', params }, task: 'seq2seq', length, targetLength } }
  },
})
