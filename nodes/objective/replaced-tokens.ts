import { z } from 'zod'
import type { EvaluatedBatch } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { stopGradient } from '../../core/nn/layers.ts'
import type { NetworkInputs } from '../../core/nn/network.ts'
import { randomUniform } from '../../core/nn/random-tensors.ts'
import { refuse } from '../../core/problem.ts'
import { sampleCategorical } from '../../core/tensor/ops/argmax.ts'
import { binaryCrossEntropy, crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import { equal, greater, where } from '../../core/tensor/ops/elementwise.ts'
import { gather } from '../../core/tensor/ops/gather.ts'
import { scatterElements } from '../../core/tensor/ops/scatter-elements.ts'
import { concat, scalar, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { checkNetworkKind } from './network-fit.ts'

/** Where the generator's draws begin to count, far from the places of dropout. */
const site = 1 << 20

/** Tokens [B, T] with others [M] at some rows of B·T. Rows that do not count keep what is there. */
function put(ids: Tensor, rows: Tensor, others: Tensor, counts: Tensor): Tensor {
  const there = gather(ids.reshape(ids.size, 1), rows).flat
  return scatterElements(ids.flat, rows, where(counts, others, there), { axis: 0 }).reshape(...ids.shape)
}

/** A number per row: 2 for a replaced token, and 1 more for one that the network takes for replaced. */
const coded = (wrong: Tensor, scores: Tensor): Tensor =>
  wrong
    .cast('float32')
    .mul(2)
    .add(greater(scores.flat, scalar(0)).cast('float32'))

/** How well replaced tokens are told from the others. The rows before them are the generator's. */
function measures(judged: readonly EvaluatedBatch[]) {
  const codes = judged.flatMap(({ batch, predictions }) => Array.from(predictions.slice(batch.arrays.labels?.length)))
  return computeFrom(
    'flags',
    codes.map(code => code >= 2),
    codes.map(code => code % 2 === 1),
  )
}

export default block({
  id: 'replaced-tokens',
  category: 'objective',
  title: text('Replaced token detection (ELECTRA)', '替换词元检测（ELECTRA）'),
  keywords: [
    'Spot replaced tokens',
    'spot',
    'ELECTRA',
    'RTD',
    'discriminator',
    'generator',
    '识别被替换的词元',
    '判别器',
  ],
  help: text(
    'A small generator fills masked positions with plausible tokens, and the network (the discriminator) learns to tell which tokens were replaced. It learns from every token, not only from the masked ones.',
    '小型生成器在被掩盖的位置填上似是而非的词元，本网络（判别器）学习分辨哪些词元被替换过。它从每个词元学习，而不仅是被掩盖的词元。',
  ),
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  learns: { by: 'masked' },
  params: z.strictObject({
    weight: param(z.number().gt(0).max(1000).default(50), {
      label: text('Discriminator loss weight', '判别器损失权重'),
      help: text(
        'Weight of the detection loss relative to the generator’s own loss. ELECTRA uses 50.',
        '检测损失相对于生成器自身损失的权重。ELECTRA 使用 50。',
      ),
      advanced: true,
    }),
  }),
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      why: text('To detect replaced tokens it must see both sides.', '要检测被替换的词元，它必须能看到两侧。'),
      use: text('ELECTRA', 'ELECTRA'),
    })
    if (!network.heads?.includes('replaced')) refuse('objective-network', noGenerator)
    return { objective: { block: 'replaced-tokens', params, task: 'masked', head: 'replaced', network } }
  },
  /**
   * Clark et al. 2020: the generator's cross-entropy at hidden places, plus `weight` times the mean over all tokens of the
   * cross-entropy between replaced and not. A token that the generator happens to get right is not replaced.
   */
  losses: ({ generator, ...network }, { ids, rows, labels, weights }, { dropout, seed }, { weight }) => {
    if (!generator || !ids || !rows || !labels || !weights)
      throw new Error('losses: needs a generator and hidden tokens')
    const read = (tokens: Tensor) => ({ ids: tokens }) as NetworkInputs
    const words = generator.logits(gather(generator.hidden(read(ids), dropout), rows))
    const counts = greater(weights, scalar(0))
    const original = put(ids, rows, labels, counts)
    const shown = put(ids, rows, sampleCategorical(stopGradient(words), randomUniform(words.shape, seed, site)), counts)
    const wrong = where(equal(shown, original), scalar(0, 'int32'), scalar(1, 'int32')).flat
    const scores = network.logits(network.hidden(read(shown), dropout))
    const each = weights.sum().mul(weight / ids.size)
    return {
      losses: concat([crossEntropy(words, labels), binaryCrossEntropy(scores, wrong)], 0),
      weights: concat([weights, each.expand(ids.size)], 0),
      predictions: concat([weights, coded(wrong, scores)], 0),
    }
  },
  metrics: measures,
})

const noGenerator = {
  param: 'network',
  message: text('This network has no generator that replaces tokens.', '该网络没有用来替换词元的生成器。'),
  fix: text('Connect ELECTRA.', '请连接 ELECTRA。'),
}
