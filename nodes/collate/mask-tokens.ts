import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import {
  chooseByProbability,
  chooseExactly,
  createMasker,
  maxMaskedPositions,
  requireMaskToken,
} from './noise/masking.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({
  length: textLengthParam,
  rate: param(z.number().gt(0).lt(1).default(0.15), {
    label: text('Masking rate', '掩码比例'),
    help: text(
      'The share of tokens that the model must predict. BERT uses 0.15.',
      '模型需要预测的词元比例。BERT 取 0.15。',
    ),
  }),
  random: param(z.number().min(0).max(1).default(0.1), {
    label: text('Replaced by random tokens', '替换为随机词元'),
    help: text(
      'Of the selected tokens, the share that is replaced by a random token, so that the model cannot rely on its input alone. BERT uses 0.1.',
      '选中的词元中换成随机词元的比例，使模型不能只依赖输入。BERT 取 0.1。',
    ),
    advanced: true,
  }),
  keep: param(z.number().min(0).max(1).default(0.1), {
    label: text('Left unchanged', '保持不变'),
    help: text(
      'Of the selected tokens, the share that stays as it is. All others are replaced by the mask token. BERT uses 0.1.',
      '选中的词元中保持原样的比例。其余的都替换为掩码词元。BERT 取 0.1。',
    ),
    advanced: true,
  }),
  words: param(z.boolean().default(false), {
    label: text('Whole word masking', '全词掩码'),
    help: text(
      'Masks all tokens of a word together, so that the model cannot guess a word from its other half. Chinese text is segmented into words first.',
      '将一个词的所有词元一起掩盖，使模型不能靠词的另一半来猜。中文会先分词。',
    ),
  }),
  count: param(z.enum(['exact', 'chance']).default('exact'), {
    label: text('Number of masks', '掩码数量'),
    help: text(
      'The same number in every example, or each token independently with the same probability, as in Hugging Face’s data collator. At least one either way.',
      '每个样本数量相同；或像 Hugging Face 的数据整理器那样，每个词元以相同的概率独立选中。两种方式都至少有一个。',
    ),
    choices: { exact: text('Fixed per example', '每个样本固定'), chance: text('Random', '随机') },
    advanced: true,
  }),
})
type Params = z.infer<typeof params>

/**
 * Windows of the text between a begin and an end token, with at least one token of each masked. With an
 * exact count, no position in the batch is wasted on padding.
 */
export function maskTokens({ tokens }: Batches, { length, rate, words, count, ...shares }: Params): Collator {
  const { begin, end } = tokens.vocabulary
  const T = length + 2
  const asked = askedPerWindow(length, rate)
  const hide = createMasker(
    tokens.vocabulary,
    count === 'chance' ? chooseByProbability(rate) : chooseExactly(asked),
    shares,
  )
  const room = (B: number) => (count === 'chance' ? maxMaskedPositions(B * length, B, rate, words) : B * asked)
  return {
    ...(words && { needsBoundaryMarks: true }),
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      rows: { shape: [room(B)], dtype: 'int32' },
      labels: { shape: [room(B)], dtype: 'int32' },
      weights: { shape: [room(B)], dtype: 'float32' },
    }),
    ...evenWindows(end, length),
    fill(table, examples, seed) {
      const B = examples.length
      const ids = new Int32Array(B * T)
      const { read, wordStarts } = tokenStream(table, end)
      const hidden = examples.flatMap((example, row) => {
        const first = row * T + 1
        const window = ids.subarray(first, first + length)
        ids[first - 1] = begin
        ids[first + length] = end
        read(example * length, window)
        const starts = words ? wordStarts(example * length, length) : undefined
        return hide(window, starts, createRandom(hashSeed(seed, example))).map(({ place, token }) => ({
          row: first + place,
          token,
        }))
      })
      const fitting = hidden.slice(0, room(B))
      return { arrays: { ids, ...answers(fitting, room(B)) }, tokens: B * length, supervised: fitting.length }
    },
  }
}

/** The predicted tokens, padded with positions that have no loss. */
function answers(hidden: readonly { readonly row: number; readonly token: number }[], room: number) {
  const weights = new Float32Array(room).fill(1, 0, hidden.length)
  const [rows, labels] = [new Int32Array(room), new Int32Array(room)]
  hidden.forEach(({ row, token }, i) => {
    rows[i] = row
    labels[i] = token
  })
  return { rows, labels, weights }
}

const askedPerWindow = (length: number, rate: number) => Math.max(1, Math.round(length * rate))

export default block({
  id: 'mask-tokens',
  category: 'collate',
  title: text('Masking collator (MLM)', '掩码整理器（MLM）'),
  keywords: [
    'Hidden tokens (mask)',
    'hidden tokens',
    'MLM',
    'BERT',
    'masking',
    'whole word masking',
    'WWM',
    'DataCollatorForLanguageModeling',
    'data collator',
    'cloze',
    '隐藏词元',
    '遮盖',
    '完形填空',
    '数据整理器',
  ],
  help: text(
    'Masks random tokens; the labels are the original tokens, which the model predicts from both sides. This is how BERT is pretrained. The network reads two tokens more than the length: begin and end.',
    '随机掩盖一部分词元，标签是原来的词元，由模型根据左右两侧预测。BERT 就是这样预训练的。网络读到的词元比“长度”多两个：开头和结尾。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'masked', usual: true },
  params,
  collator: maskTokens,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    requireMaskToken(tokens)
    if (params.random + params.keep > 1) refuse('shares-too-large', sharesTooLarge)
    return {
      batches: { tokens, collator: { block: 'mask-tokens', params }, task: 'masked', length: params.length + 2 },
    }
  },
})

const sharesTooLarge = {
  param: 'keep',
  message: text(
    '“Replaced by random tokens” and “Left unchanged” add up to more than 1.',
    '“替换为随机词元”与“保持不变”的比例之和超过了 1。',
  ),
  fix: text('Make them add up to 1 or less.', '请使两者之和不超过 1。'),
}
