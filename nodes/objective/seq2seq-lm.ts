import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'seq2seq-lm',
  category: 'objective',
  title: text('Sequence-to-sequence (Seq2Seq)', '序列到序列（Seq2Seq）'),
  keywords: [
    'Sequence to sequence',
    'Seq2Seq',
    'encoder decoder',
    'translation',
    'summarization',
    'summarisation',
    'teacher forcing',
    '翻译',
    '摘要',
  ],
  help: text(
    'Read one sequence, write another. The loss compares each predicted token with the target, given the source and the target tokens before it.',
    '读入一个序列，写出另一个序列。已知源文和目标文本中之前的词元，损失逐个词元与目标文本比较。',
  ),
  task: {
    id: 'seq2seq',
    title: text('Seq2Seq', '序列到序列'),
    name: text('sequence-to-sequence', '序列到序列'),
    batches: text('batches of sources and targets', '源文与目标文本的批次'),
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
      why: text('It has no decoder to generate a target with.', '它没有用来生成目标文本的解码器。'),
      use: text('an encoder-decoder such as T5', '编码器-解码器网络（例如 T5）'),
    })
    return { objective: { block: 'seq2seq-lm', params, task: 'seq2seq', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
