import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { correlation } from '../../core/metrics/correlation.ts'
import { text } from '../../core/text.ts'
import { labelsAndPredictions } from './accuracy.ts'
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
  metrics: judged => ({ correlation: correlation(...labelsAndPredictions(judged)) }),
})
