import { z } from 'zod'
import type { Collator, TokenColumn } from '../../core/batch.ts'
import { block, param, port } from '../../core/block.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { decoderInput } from './decoder-input.ts'

const params = z.strictObject({
  sourceLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Source length', '源文长度'),
    help: text(
      'Most tokens of a source. Longer sources are cut off at the end; shorter ones are filled up, which costs time.',
      '源文的最大词元数。更长的会从末尾截断；更短的会补齐，这会占用时间。',
    ),
    unit: text('tokens', '词元'),
  }),
  targetLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Target length', '目标长度'),
    help: text(
      'Most tokens of a target. Longer targets are cut off at the end, so the model never learns how they finish.',
      '目标的最大词元数。更长的会从末尾截断，模型因此学不到它们的结尾。',
    ),
    unit: text('tokens', '词元'),
  }),
})

/** A pair per row: the source to read, and the target to write. Both end with the end token and are filled up with padding. */
export function pairTokens(
  { tokens }: Batches,
  { sourceLength: S, targetLength: U }: z.infer<typeof params>,
): Collator {
  const { pad, end } = tokens.vocabulary
  return {
    spells: true,
    feeds: B => ({
      ids: { shape: [B, S], dtype: 'int32' },
      mask: { shape: [B, S], dtype: 'int32' },
      target: { shape: [B, U], dtype: 'int32' },
      labels: { shape: [B * U], dtype: 'int32' },
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    examples: ({ columns }) => (columns.source?.starts.length ?? 1) - 1,
    fill({ columns }, examples) {
      const { source, target } = columns
      if (!source || !target) throw new Error('pairTokens: the table has no pairs')
      const B = examples.length
      const ids = new Int32Array(B * S).fill(pad)
      const mask = new Int32Array(B * S)
      const labels = new Int32Array(B * U).fill(pad)
      const weights = new Float32Array(B * U)
      let read = 0
      let written = 0
      examples.forEach((example, row) => {
        const sourceTokens = copyRow(source, example, end, ids.subarray(row * S, (row + 1) * S))
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
}

/** Copies a row and its end token, cut to fit; gives the number of tokens. */
function copyRow({ ids, starts }: TokenColumn, row: number, end: number, into: Int32Array): number {
  const start = starts[row] as number
  const length = Math.min((starts[row + 1] as number) - start, into.length - 1)
  into.set(ids.subarray(start, start + length))
  into[length] = end
  return length + 1
}

export default block({
  id: 'pair-tokens',
  category: 'collate',
  title: text('Pairs to batches', '句对批次'),
  help: text(
    'Asks the model to write the target after it has read the source: to translate, to pronounce, to shorten.',
    '让模型读完源文后写出目标：翻译、注音、缩写等。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: pairTokens,
  compile: ({ tokens }, params) => {
    const { columns } = tokens.rows
    if (!columns.includes('source') || !columns.includes('target')) refuse('needs-pairs', needsPairs)
    const { sourceLength: length, targetLength } = params
    return { batches: { tokens, collator: { block: 'pair-tokens', params }, task: 'seq2seq', length, targetLength } }
  },
})

const needsPairs = {
  param: 'tokens',
  message: text(
    'This block needs pairs of a source and a target, but the data is plain text.',
    '此模块需要“源文—目标”句对，但数据是纯文本。',
  ),
  fix: text(
    'Connect “Sample pairs” or “File of pairs”, or use “Fill the gaps” on plain text.',
    '请连接“示例句对”或“句对文件”，或对纯文本使用“填补空缺”。',
  ),
}
