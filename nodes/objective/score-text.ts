import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { text } from '../../core/text.ts'
import { labelsAndPredictions } from './compared-rows.ts'
import { refuseEncoderDecoder } from './network-fit.ts'

export default block({
  id: 'score-text',
  category: 'objective',
  title: text('Text regression', '文本回归'),
  keywords: [
    'Scoring of texts',
    'scoring',
    'regression',
    'rating',
    'MSE',
    'mean squared error',
    'STS',
    '文本评分',
    '回归',
    '均方误差',
  ],
  help: text(
    'Predict a number for a text, such as a rating. The loss is the mean squared error.',
    '为文本预测一个数字，例如评分。损失是均方误差。',
  ),
  task: {
    id: 'score',
    title: text('Text regression', '文本回归'),
    name: text('text regression', '文本回归'),
    batches: text('batches of scored texts', '带分数文本的批次'),
    answer: 'score',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    refuseEncoderDecoder(network)
    return { objective: { block: 'score-text', params, task: 'score', head: 'class', network } }
  },
  loss(logits, { labels }) {
    const difference = logits.flat.sub(labels)
    return difference.mul(difference)
  },
  predict: logits => logits.flat,
  metrics: judged => computeFrom('numbers', ...labelsAndPredictions(judged)),
})
