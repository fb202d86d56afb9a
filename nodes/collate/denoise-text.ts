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
    label: text('Share of words hidden', '隐藏的词的比例'),
    help: text(
      'How many words disappear behind masks. BART hides 0.3. One mask stands for a run of words, so the model must also find out how many are missing.',
      '有多少词被掩码遮住。BART 取 0.3。一个掩码代表一串词，因此模型还须判断缺了多少。',
    ),
  }),
  span: param(z.number().min(0.1).max(32).default(3), {
    label: text('Mean run', '平均连续词数'),
    help: text(
      'How many words one mask hides on average. Some masks hide none: there the model must see that nothing is missing.',
      '一个掩码平均遮住多少个词。有的掩码一个词也没遮：模型须看出那里什么都不缺。',
    ),
    unit: text('words', '词'),
  }),
  sentences: param(z.number().min(0).max(1).default(1), {
    label: text('Share of sentences moved', '打乱的句子比例'),
    help: text(
      'Sentences that change places, so that the model learns how texts hang together. 1 shuffles all of them.',
      '有多少句子交换位置，使模型学会文章的脉络。1 表示全部打乱。',
    ),
  }),
  deleted: param(z.number().min(0).max(0.9).default(0), {
    label: text('Share deleted', '删除比例'),
    help: text('Tokens taken away without a trace.', '不留痕迹地删去多少词元。'),
    advanced: true,
  }),
  rotated: param(z.number().min(0).max(1).default(0), {
    label: text('Chance of turning', '旋转概率'),
    help: text(
      'How often a text begins at some place in its middle, and its beginning comes last.',
      '有多大可能让文本从中间某处开始，而把开头放到最后。',
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
  title: text('Repair a text (denoising)', '修复文本（去噪）'),
  help: text(
    'Damages the text — hides words, shuffles sentences — and asks the model to write it as it was. This is how BART learns from plain text.',
    '破坏文本（隐藏词语、打乱句子），让模型写出原文。BART 就是这样从纯文本中学习的。',
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
  message: text('Nothing is damaged, so the model would only learn to copy.', '文本没有任何破坏，模型只会学会照抄。'),
  fix: text('Hide a share of the words (0.3), or move sentences.', '请隐藏一部分词（例如 0.3），或打乱句子。'),
}
