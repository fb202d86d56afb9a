import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { decoderInput } from './rows/seq2seq-pairs.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({
  length: textLengthParam,
  network: param(z.enum(['decoder', 'encoder-decoder']).default('decoder'), {
    label: text('Architecture', '网络结构'),
    help: text(
      'Which kind of network reads the batches. With a decoder-only network, the tokens of the prefix also attend to those after them.',
      '由哪类网络读取这些批次。使用仅解码器网络时，前缀中的词元也能注意到其后的词元。',
    ),
    choices: {
      decoder: text('Decoder only (GPT-2)', '仅解码器（GPT-2）'),
      'encoder-decoder': text('Encoder-decoder (T5)', '编码器-解码器（T5）'),
    },
  }),
})
type Params = z.infer<typeof params>

/** Windows of the text split at a random position: the prefix is read bidirectionally, the rest is predicted. */
export function prefixTokens(batches: Batches, { length, network }: Params): Collator {
  return network === 'decoder' ? oneText(batches, length) : twoTexts(batches, length)
}

/** The random start of the predicted part: 1 … length − 1, so that both parts have tokens. */
const cut = (seed: number, example: number, length: number) => 1 + createRandom(hashSeed(seed, example)).int(length - 1)

function oneText({ tokens }: Batches, T: number): Collator {
  const { end } = tokens.vocabulary
  return {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      prefix: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    ...evenWindows(end, T, 1),
    fill(table, examples, seed) {
      const places = examples.length * T
      const [ids, labels, prefix] = [new Int32Array(places), new Int32Array(places), new Int32Array(places)]
      const weights = new Float32Array(places)
      const { read } = tokenStream(table, end)
      let supervised = 0
      examples.forEach((example, row) => {
        const [first, next] = [row * T, (row + 1) * T]
        const start = cut(seed, example, T)
        read(example * T, ids.subarray(first, next))
        read(example * T + 1, labels.subarray(first, next))
        prefix.fill(1, first, first + start)
        weights.fill(1, first + start - 1, next) // the last token of the prefix predicts the first token of the rest
        supervised += T - start + 1
      })
      return { arrays: { ids, prefix, labels, weights }, tokens: places, supervised }
    },
  }
}

function twoTexts({ tokens }: Batches, T: number): Collator {
  const { pad, end } = tokens.vocabulary
  return {
    coversWholeTexts: true,
    feeds: B => ({
      ids: { shape: [B, T], dtype: 'int32' },
      mask: { shape: [B, T], dtype: 'int32' },
      target: { shape: [B, T], dtype: 'int32' },
      labels: { shape: [B * T], dtype: 'int32' },
      weights: { shape: [B * T], dtype: 'float32' },
    }),
    ...evenWindows(end, T),
    fill(table, examples, seed) {
      const places = examples.length * T
      const [ids, labels] = [new Int32Array(places).fill(pad), new Int32Array(places).fill(pad)]
      const [mask, weights] = [new Int32Array(places), new Float32Array(places)]
      const { read } = tokenStream(table, end)
      let supervised = 0
      examples.forEach((example, row) => {
        const first = row * T
        const start = cut(seed, example, T)
        const rest = T - start
        read(example * T, ids.subarray(first, first + start))
        read(example * T + start, labels.subarray(first, first + rest))
        ids[first + start] = end
        labels[first + rest] = end
        mask.fill(1, first, first + start + 1)
        weights.fill(1, first, first + rest + 1)
        supervised += rest + 1
      })
      const arrays = { ids, mask, target: decoderInput(labels, T, pad), labels, weights }
      return { arrays, tokens: places, supervised }
    },
  }
}

export default block({
  id: 'prefix-tokens',
  category: 'collate',
  title: text('Prefix LM collator', '前缀语言建模整理器'),
  keywords: [
    'Beginning and rest (prefix)',
    'PrefixLM',
    'prefix language model',
    'bidirectional prefix',
    'data collator',
    '开头与后文',
    '数据整理器',
  ],
  help: text(
    'The model reads the beginning of a text with bidirectional attention and writes the rest from left to right. Between MLM and CLM.',
    '模型以双向注意力读取文本开头，再从左到右写出后文。介于 MLM 与 CLM 之间。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  params,
  collator: prefixTokens,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    const { length, network } = params
    const shared = { tokens, collator: { block: 'prefix-tokens', params }, length }
    const asking = { writes: 'rest' } as const
    if (network === 'decoder') return { batches: { ...shared, task: 'causal' } }
    return { batches: { ...shared, task: 'seq2seq', targetLength: length, asking } }
  },
})
