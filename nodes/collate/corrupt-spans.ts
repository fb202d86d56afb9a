import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { maxSentinels } from '../text/tokenizer-params.ts'
import { randomSpanLengths, spanCounts } from './noise/span-lengths.ts'
import { decoderInput } from './rows/seq2seq-pairs.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({
  length: textLengthParam,
  rate: param(z.number().gt(0).max(0.5).default(0.15), {
    label: text('Corruption rate', '破坏比例'),
    help: text(
      'The share of tokens that is replaced by sentinels. T5 uses 0.15.',
      '被哨兵词元替换的词元比例。T5 取 0.15。',
    ),
  }),
  span: param(z.number().min(1).max(64).default(3), {
    label: text('Mean span length', '平均片段长度'),
    help: text(
      'Average length of a removed span. Longer spans make the model write more.',
      '被挖去片段的平均长度。片段越长，模型要写的内容越多。',
    ),
    unit: text('tokens', '词元'),
  }),
})

/** Windows of the text with corrupted spans as input, and those spans as the target. */
export function corruptSpans({ tokens }: Batches, { length, rate, span }: z.infer<typeof params>): Collator {
  const { vocabulary } = tokens
  const counts = spanCounts(length, rate, span)
  const { input: T, target: U } = counts
  return {
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      target: { shape: [B, U], dtype: 'int32' },
      labels: { shape: [B * U], dtype: 'int32' },
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    ...evenWindows(vocabulary.end, length),
    fill(table, examples, seed) {
      const B = examples.length
      const ids = new Int32Array(B * T)
      const labels = new Int32Array(B * U)
      const { read } = tokenStream(table, vocabulary.end)
      const window = new Int32Array(length)
      examples.forEach((example, row) => {
        read(example * length, window)
        const runs = randomSpanLengths(length, counts, createRandom(hashSeed(seed, example)))
        const { input, target } = corrupt(window, runs, vocabulary)
        ids.set(input, row * T)
        labels.set(target, row * U)
      })
      const arrays = {
        ids,
        target: decoderInput(labels, U, vocabulary.pad),
        labels,
        weights: new Float32Array(B * U).fill(1),
      }
      return { arrays, tokens: B * length, supervised: B * U }
    },
  }
}

/** Replaces the corrupted spans by sentinels; the target is each sentinel and the span it replaces. Both end with the end token. */
export function corrupt(window: ArrayLike<number>, runs: readonly number[], { size, end }: Vocabulary) {
  const input: number[] = []
  const target: number[] = []
  let place = 0
  runs.forEach((run, i) => {
    const hidden = i % 2 === 1
    if (hidden) {
      const sentinel = size - 1 - (i - 1) / 2
      input.push(sentinel)
      target.push(sentinel)
    }
    for (const last = place + run; place < last; place++) (hidden ? target : input).push(window[place] as number)
  })
  return { input: [...input, end], target: [...target, end] }
}

export default block({
  id: 'corrupt-spans',
  category: 'collate',
  title: text('Span corruption collator (T5)', '片段破坏整理器（T5）'),
  keywords: [
    'Fill the gaps (span corruption)',
    'fill the gaps',
    'T5',
    'sentinel',
    'infilling',
    'denoising',
    'DataCollatorForT5MLM',
    'data collator',
    '填补空缺',
    '片段',
    '数据整理器',
  ],
  help: text(
    'Replaces random spans of the text with sentinel tokens; the target is the removed spans. This is how T5 is pretrained on plain text, without pairs.',
    '用哨兵词元替换文本中的随机片段，目标是被挖去的片段。T5 就是这样在纯文本上预训练的，不需要句对。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'seq2seq', usual: true },
  params,
  collator: corruptSpans,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    const { spans, input, target } = spanCounts(params.length, params.rate, params.span)
    if (spans > tokens.vocabulary.sentinels)
      refuse('too-few-sentinels', tooFewSentinels(spans, tokens.vocabulary.sentinels))
    const collator = { block: 'corrupt-spans', params }
    return { batches: { tokens, collator, task: 'seq2seq', length: input, targetLength: target } }
  },
})

const tooFewSentinels = (spans: number, sentinels: number) => ({
  param: 'length',
  ...(spans <= maxSentinels ? { paramFix: { of: ['tokens'], set: { sentinels: spans } } } : {}),
  message: text(
    `An example of this length has ${spans} masked spans, but the tokenizer has only ${sentinels} sentinel tokens.`,
    `此长度的样本有 ${spans} 个被挖去的片段，但分词器只有 ${sentinels} 个哨兵词元。`,
  ),
  fix: text(
    `Set “Sentinel tokens” of the tokenizer to ${spans} or more, or use a shorter length or a longer mean span.`,
    `请把分词器的“哨兵词元”设为不少于 ${spans}，或减小长度，或增大平均片段长度。`,
  ),
})
