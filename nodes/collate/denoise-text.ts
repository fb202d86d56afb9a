import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import type { Random } from '../../core/random.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { deleteTokens, infillSpans, permuteSentences, rotateDocument, windowWords } from './noise/denoising-noise.ts'
import { requireMaskToken } from './noise/masking.ts'
import { decoderInput } from './rows/seq2seq-pairs.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({
  length: textLengthParam,
  rate: param(z.number().min(0).max(0.9).default(0.3), {
    label: text('Masked share (text infilling)', '掩码比例（文本填充）'),
    help: text(
      'The share of words replaced by masks. BART uses 0.3. One mask stands for a span of words, so the model must also predict how many are missing.',
      '被掩码替换的词的比例。BART 取 0.3。一个掩码代表一段词，因此模型还须预测缺了多少。',
    ),
  }),
  span: param(z.number().min(0.1).max(32).default(3), {
    label: text('Mean span length', '平均片段长度'),
    help: text(
      'How many words one mask replaces on average. Some masks replace none: there the model must learn that nothing is missing.',
      '一个掩码平均替换多少个词。有的掩码不替换任何词：模型须学会判断那里什么都不缺。',
    ),
    unit: text('words', '词'),
  }),
  sentences: param(z.number().min(0).max(1).default(1), {
    label: text('Shuffled sentences', '打乱的句子比例'),
    help: text(
      'The share of sentences that change places (sentence permutation), so that the model learns how texts are structured. 1 shuffles all of them.',
      '交换位置的句子比例（句子重排），使模型学会文章的结构。1 表示全部打乱。',
    ),
  }),
  deleted: param(z.number().min(0).max(0.9).default(0), {
    label: text('Deleted tokens', '删除词元比例'),
    help: text(
      'The share of tokens deleted without a mask (token deletion).',
      '不留掩码、直接删除的词元比例（词元删除）。',
    ),
    advanced: true,
  }),
  rotated: param(z.number().min(0).max(1).default(0), {
    label: text('Rotation probability', '旋转概率'),
    help: text(
      'How often a text is rotated so that it starts in its middle (document rotation).',
      '将文本旋转为从中间某处开始的概率（文档旋转）。',
    ),
    advanced: true,
  }),
})
type Params = z.infer<typeof params>

/** Noised windows of the text between a begin and an end token; the target is the original text and its end token. */
export function denoiseText({ tokens }: Batches, { length, ...noise }: Params): Collator {
  const { pad, begin, end, mask = pad } = tokens.vocabulary
  const [T, U] = [length + 2, length + 1]
  return {
    coversWholeTexts: true,
    needsBoundaryMarks: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      target: { shape: [B, U], dtype: 'int32' },
      labels: { shape: [B * U], dtype: 'int32' },
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    ...evenWindows(end, length),
    fill(table, examples, seed) {
      const B = examples.length
      const ids = new Int32Array(B * T).fill(pad)
      const seen = new Int32Array(B * T)
      const labels = new Int32Array(B * U).fill(end)
      const { read, wordStarts, sentenceStarts } = tokenStream(table, end)
      examples.forEach((example, row) => {
        const place = example * length
        const window = labels.subarray(row * U, row * U + length)
        read(place, window)
        const words = windowWords(window, wordStarts(place, length), sentenceStarts(place, length))
        const input = [
          begin,
          ...damaged(words, { ...noise, mask, maxTokens: length }, createRandom(hashSeed(seed, example))),
          end,
        ]
        ids.set(input, row * T)
        seen.fill(1, row * T, row * T + input.length)
      })
      const weights = new Float32Array(B * U).fill(1)
      const arrays = { ids, mask: seen, target: decoderInput(labels, U, pad), labels, weights }
      return { arrays, tokens: B * length, supervised: B * U }
    },
  }
}

type Noise = Omit<Params, 'length'> & { readonly mask: number; readonly maxTokens: number }

function damaged(words: ReturnType<typeof windowWords>, noise: Noise, rng: Random): readonly number[] {
  const infilling = { ...noise, meanSpanLength: noise.span }
  const filled = infillSpans(permuteSentences(words, noise.sentences, rng), infilling, rng)
  const left = noise.deleted > 0 ? deleteTokens(filled, noise.deleted, rng) : filled
  return rng.next() < noise.rotated ? rotateDocument(left, rng) : left
}

export default block({
  id: 'denoise-text',
  category: 'collate',
  title: text('Denoising collator (BART)', '去噪整理器（BART）'),
  keywords: [
    'Repair a text (denoising)',
    'repair',
    'BART',
    'text infilling',
    'sentence permutation',
    'token deletion',
    'document rotation',
    'autoencoder',
    'data collator',
    '修复文本',
    '数据整理器',
  ],
  help: text(
    'Corrupts the text (masks words, shuffles sentences); the target is the original text. This is how BART is pretrained on plain text.',
    '破坏文本（掩盖词语、打乱句子），目标是原文。BART 就是这样在纯文本上预训练的。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'seq2seq' },
  params,
  collator: denoiseText,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    requireMaskToken(tokens)
    if (params.rate + params.sentences + params.deleted + params.rotated === 0) refuse('nothing-damaged', unharmed)
    const { length } = params
    const asking = { before: [tokens.vocabulary.begin], writes: 'whole' } as const
    const collator = { block: 'denoise-text', params }
    return {
      batches: { tokens, collator, task: 'seq2seq', length: length + 2, targetLength: length + 1, asking },
    }
  },
})

const unharmed = {
  param: 'rate',
  message: text(
    'All corruptions are off, so the model would only learn to copy.',
    '所有破坏方式均已关闭，模型只会学会照抄。',
  ),
  fix: text('Mask a share of the words (0.3), or shuffle sentences.', '请掩盖一部分词（例如 0.3），或打乱句子。'),
}
