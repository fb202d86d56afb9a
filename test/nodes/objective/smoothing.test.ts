import { expect, test } from 'vitest'
import { type Dropout, seededDropout } from '../../../core/nn/dropout.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { programNodes } from '../../../core/tensor/program.ts'
import { constant, input, type Tensor } from '../../../core/tensor/tensor.ts'
import { buildModel, supervisedRows } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { compiled } from '../../core/tensor/evaluate.ts'
import { batches, planOf } from '../../main/data/pipeline.ts'

const value = async (y: Tensor) => (await (await compiled({ y }))({})).y as number[]

test('a smoothed label costs (1 − ε) of its own surprise and ε of the mean surprise of all', async () => {
  const scores = [2, -1, 0.5, 0]
  const total = Math.log(scores.reduce((sum, x) => sum + Math.exp(x), 0))
  const surprise = scores.map(x => total - x)
  const mean = surprise.reduce((a, b) => a + b) / 4
  const logits = constant(scores, [1, 4])
  const label = constant([2], [1], 'int32')
  const [plain] = await value(crossEntropy(logits, label))
  const [smoothed] = await value(crossEntropy(logits, label, 0.1))
  expect(plain).toBeCloseTo(surprise[2] as number, 5)
  expect(smoothed).toBeCloseTo(0.9 * (surprise[2] as number) + 0.1 * mean, 5)
})

test('measurements are never smoothed, so they stay comparable', () => {
  const plan = planOf(batches(['sample-pairs'], ['bpe-tokenizer'], ['pair-tokens']))
  const network = {
    block: 't5',
    kind: 'encoder-decoder',
    params: blocks.get('t5')?.params.parse({ width: 16, layers: 1 }),
  } as const
  const smoothed = { block: 'seq2seq-lm', params: { smoothing: 0.1 }, task: 'seq2seq', network } as never
  const model = buildModel({ ...plan, objective: smoothed }, blocks)
  const means = (dropout?: Dropout) => {
    const { hidden, labels } = supervisedRows(model, 4, dropout)
    const losses = model.loss(hidden, labels, dropout !== undefined)
    return programNodes({ outputs: { losses }, parameters: new Map() }).filter(
      ({ origin, outputs }) => origin.kind === 'op' && origin.type === 'ReduceMean' && outputs[0]?.dim(0) === 4 * 64,
    ).length
  }
  expect(means(seededDropout(input('seed', [], 'int32')))).toBe(means() + 1)
})
