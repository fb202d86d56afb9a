import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'seq2seq-lm',
  category: 'objective',
  title: text('Sequence to sequence', '序列到序列'),
  help: text(
    'Read one text, write another. The loss compares each written token with the target, given the source and the target so far.',
    '读入一段文本，写出另一段。损失的算法是：已知源文和已写出的部分，逐个词元与目标比较。',
  ),
  task: {
    id: 'seq2seq',
    title: text('Seq2Seq', '序列到序列'),
    name: text('sequence to sequence', '序列到序列'),
    batches: text('batches of sources and targets', '源文本与目标文本的批次'),
    answer: 'translate',
    answersVary: true,
    ofText: true,
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  learns: { by: 'seq2seq', usual: true },
  params: labelSmoothingParams,
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder-decoder',
      why: text('It has no decoder to write a target with.', '它没有用来写出目标的解码器。'),
      use: text('an encoder-decoder such as T5', '编码器-解码器网络（例如 T5）'),
    })
    return { objective: { block: 'seq2seq-lm', params, task: 'seq2seq', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
