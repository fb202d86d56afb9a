import { z } from 'zod'
import type { Collator } from '../../core/batch.ts'
import { block, param, port } from '../../core/block.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { hash, random } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { hider } from './hider.ts'
import { needText, stream } from './stream.ts'
import { textLength } from './text-length.ts'

const params = z.strictObject({
  length: textLength,
  rate: param(z.number().gt(0).lt(1).default(0.15), {
    label: text('Share asked for', '预测比例'),
    help: text('How many tokens the model has to name. BERT asks for 0.15.', '模型需要说出多少词元。BERT 取 0.15。'),
  }),
  random: param(z.number().min(0).max(1).default(0.1), {
    label: text('Of those, random', '其中替换为随机'),
    help: text(
      'The share that is replaced by a random token, so that the model cannot trust what it reads.',
      '其中换成随机词元的比例，使模型不能完全相信读到的内容。',
    ),
    advanced: true,
  }),
  keep: param(z.number().min(0).max(1).default(0.1), {
    label: text('Of those, kept', '其中保持不变'),
    help: text('The share that is left as it is. All others are hidden.', '其中保持原样的比例。其余的都会被隐藏。'),
    advanced: true,
  }),
})

/**
 * Windows of the text between a begin and an end token, with some tokens hidden. Every window asks for the same number
 * of tokens (the rate rounded, at least one), so no place in the batch is wasted on padding.
 */
export function maskTokens({ tokens }: Batches, { length, rate, ...shares }: z.infer<typeof params>): Collator {
  const { begin, end } = tokens.vocabulary
  const T = length + 2
  const asked = askedPerWindow(length, rate)
  const hide = hider(tokens.vocabulary, asked, shares)
  return {
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      rows: { shape: [B * asked], dtype: 'int32' },
      labels: { shape: [B * asked], dtype: 'int32' },
      weights: { shape: [B * asked], dtype: 'float32' },
    }),
    examples: table => Math.floor(stream(table, end).length / length),
    fill(table, examples, seed) {
      const B = examples.length
      const ids = new Int32Array(B * T)
      const answers = {
        rows: new Int32Array(B * asked),
        labels: new Int32Array(B * asked),
        weights: new Float32Array(B * asked),
      }
      const { read } = stream(table, end)
      let supervised = 0
      examples.forEach((example, row) => {
        const first = row * T + 1
        ids[first - 1] = begin
        ids[first + length] = end
        read(example * length, ids.subarray(first, first + length))
        const hidden = hide(ids.subarray(first, first + length), random(hash(seed, example)))
        hidden.forEach(({ place, token }, i) => {
          answers.rows[row * asked + i] = first + place
          answers.labels[row * asked + i] = token
          answers.weights[row * asked + i] = 1
        })
        supervised += hidden.length
      })
      return { arrays: { ids, ...answers }, tokens: B * length, supervised }
    },
  }
}

const askedPerWindow = (length: number, rate: number) => Math.max(1, Math.round(length * rate))

export default block({
  id: 'mask-tokens',
  category: 'collate',
  title: text('Hidden tokens (mask)', '隐藏词元（掩码）'),
  help: text(
    'Hides some tokens and asks the model to name them, looking both left and right. This is how BERT learns to understand. The network reads two tokens more than the length: begin and end.',
    '隐藏一部分词元，让模型同时看左右两边来说出它们。BERT 就是这样学会理解的。网络读到的词元比“长度”多两个：开头和结尾。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: maskTokens,
  compile: ({ tokens }, params) => {
    needText(tokens)
    if (tokens.vocabulary.mask === undefined) refuse('no-mask-token', noMaskToken)
    if (params.random + params.keep > 1) refuse('shares-too-large', sharesTooLarge)
    return {
      batches: { tokens, collator: { block: 'mask-tokens', params }, task: 'masked', length: params.length + 2 },
    }
  },
})

const noMaskToken = {
  param: 'tokens',
  message: text(
    'The tokenizer has no mask token, so nothing can be hidden.',
    '分词器没有掩码词元，因此无法隐藏任何内容。',
  ),
  fix: text('Turn on “Mask token” in the tokenizer.', '请在分词器中打开“掩码词元”。'),
}

const sharesTooLarge = {
  param: 'keep',
  message: text(
    'The random and the kept share are more than everything together.',
    '“随机”与“保持不变”的比例之和超过了 1。',
  ),
  fix: text('Make them 1 or less together.', '请使两者之和不超过 1。'),
}
