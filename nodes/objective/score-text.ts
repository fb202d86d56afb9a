import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { text } from '../../core/text.ts'
import { labelsAndPredictions } from './compared-rows.ts'
import { refuseEncoderDecoder } from './network-fit.ts'

export default block({
  id: 'score-text',
  category: 'objective',
  title: text('Scoring of texts', '文本评分'),
  help: text(
    'Guess a number for a text, such as a rating. The loss is the mean squared difference from the right number (regression).',
    '为文本猜一个数字，例如评分。损失是与正确数字之差的平方的平均值（回归）。',
  ),
  task: {
    id: 'score',
    title: text('Scoring', '文本评分'),
    name: text('scoring of texts', '文本评分'),
    batches: text('batches of texts with scores', '带分数文本的批次'),
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
