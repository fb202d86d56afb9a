import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import { text } from '../../core/text.ts'
import { labelsAndPredictions } from './compared-rows.ts'
import { refuseEncoderDecoder } from './network-fit.ts'

export default block({
  id: 'classify-text',
  category: 'objective',
  title: text('Text classification', '文本分类'),
  keywords: [
    'sequence classification',
    'sentiment analysis',
    'topic',
    'spam',
    'AutoModelForSequenceClassification',
    '情感分析',
    '主题分类',
    '分类',
  ],
  help: text(
    'Predict which class a text belongs to. The network gets a new output layer with one score per class.',
    '判断文本属于哪一类。网络会换上新的输出层，为每个类别打分。',
  ),
  task: {
    id: 'class',
    title: text('Text classification', '文本分类'),
    name: text('text classification', '文本分类'),
    batches: text('batches of labelled texts', '带标签文本的批次'),
    answer: 'class',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    refuseEncoderDecoder(network)
    return { objective: { block: 'classify-text', params, task: 'class', head: 'class', network } }
  },
  loss: (logits, { labels }) => crossEntropy(logits, labels),
  metrics: judged => computeFrom('classes', ...labelsAndPredictions(judged)),
})
