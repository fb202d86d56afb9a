import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { Collator } from '../../core/data/batch.ts'
import type { Batches, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { corrupt } from './corrupt-spans.ts'
import type { SpanCounts } from './noise/span-lengths.ts'
import { randomSpanLengths, spanCounts } from './noise/span-lengths.ts'
import { decoderInput } from './rows/seq2seq-pairs.ts'
import { evenWindows, requireTextColumn, textLengthParam, tokenStream } from './rows/token-stream.ts'

const params = z.strictObject({ length: textLengthParam })

/** The seven denoisers of UL2 (Tay et al. 2022, https://arxiv.org/abs/2205.05131, section 3.1): short spans, the rest of a text, long or many spans. */
const tasks = [
  { mode: 0, span: 3, rate: 0.15 },
  { mode: 0, span: 8, rate: 0.15 },
  { mode: 1, span: Number.POSITIVE_INFINITY, rate: 0.25 },
  { mode: 2, span: 3, rate: 0.5 },
  { mode: 2, span: 8, rate: 0.5 },
  { mode: 2, span: 64, rate: 0.15 },
  { mode: 2, span: 64, rate: 0.5 },
] as const
const modes = 3

/** The paradigm token. The tokenizer's last sentinels serve as such; spans use sentinels from the first on. */
const modeToken = ({ size, sentinels }: Vocabulary, mode: number) => size - sentinels + mode

/** Windows of the text corrupted by one of seven denoisers, with its paradigm token in front; the target is the corrupted spans. */
export function mixDenoisers({ tokens }: Batches, { length }: z.infer<typeof params>): Collator {
  const { vocabulary } = tokens
  const { pad, end } = vocabulary
  const kinds = tasks.map(({ mode, span, rate }) => ({ mode, counts: spanCounts(length, rate, span) }))
  const { T, U } = lengths(length)
  return {
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
      const [ids, labels] = [new Int32Array(B * T).fill(pad), new Int32Array(B * U).fill(pad)]
      const [mask, weights] = [new Int32Array(B * T), new Float32Array(B * U)]
      const { read } = tokenStream(table, end)
      const window = new Int32Array(length)
      let supervised = 0
      examples.forEach((example, row) => {
        const rng = createRandom(hashSeed(seed, example))
        const { mode, counts } = kinds[rng.int(kinds.length)] as (typeof kinds)[number]
        read(example * length, window)
        // a single span always lies at the end, which makes it prefix language modelling
        const { input, target } = corrupt(window, randomSpanLengths(length, counts, rng), vocabulary)
        ids.set([modeToken(vocabulary, mode), ...input], row * T)
        labels.set(target, row * U)
        mask.fill(1, row * T, row * T + 1 + input.length)
        weights.fill(1, row * U, row * U + target.length)
        supervised += target.length
      })
      const arrays = { ids, mask, target: decoderInput(labels, U, pad), labels, weights }
      return { arrays, tokens: B * length, supervised }
    },
  }
}

/** The length of the longest of the seven, and of the paradigm token. */
function lengths(length: number) {
  const counts: readonly SpanCounts[] = tasks.map(({ rate, span }) => spanCounts(length, rate, span))
  const most = (of: (c: SpanCounts) => number) => Math.max(...counts.map(of))
  return { T: 1 + most(c => c.input), U: most(c => c.target), gaps: most(c => c.spans) }
}

export default block({
  id: 'mix-denoisers',
  category: 'collate',
  title: text('Mixture of denoisers (UL2)', '混合去噪整理器（UL2）'),
  keywords: [
    'A mixture of gaps (UL2)',
    'UL2',
    'MoD',
    'R-denoiser',
    'S-denoiser',
    'X-denoiser',
    'data collator',
    '混合空缺',
    '数据整理器',
  ],
  help: text(
    'Mixes three tasks: short masked spans, long masked spans, and continuing a text. A mode token tells the model which one applies. The model learns both to understand and to generate.',
    '混合三种任务：短片段、长片段和续写后文，并用模式词元告诉模型是哪一种。模型既学会理解，也学会生成。',
  ),
  inputs: { tokens: port('tokens') },
  outputs: { batches: port('batches') },
  learns: { by: 'seq2seq' },
  params,
  collator: mixDenoisers,
  compile: ({ tokens }, params) => {
    requireTextColumn(tokens)
    const { sentinels } = tokens.vocabulary
    const { T, U, gaps } = lengths(params.length)
    if (sentinels < gaps + modes) refuse('too-few-sentinels', tooFewSentinels(gaps + modes, sentinels))
    const asking = { before: [modeToken(tokens.vocabulary, 0)] }
    const collator = { block: 'mix-denoisers', params }
    return { batches: { tokens, collator, task: 'seq2seq', length: T, targetLength: U, asking } }
  },
})

const tooFewSentinels = (needed: number, sentinels: number) => ({
  param: 'length',
  message: text(
    `This length needs ${needed} sentinel tokens: one for each masked span and ${modes} mode tokens. The tokenizer has ${sentinels}.`,
    `此长度需要 ${needed} 个哨兵词元：每个片段一个，另有 ${modes} 个模式词元。分词器只有 ${sentinels} 个。`,
  ),
  fix: text(
    `Set “Sentinel tokens” of the tokenizer to ${needed} or more, or use a shorter length.`,
    `请把分词器的“哨兵词元”设为不少于 ${needed}，或减小长度。`,
  ),
})
