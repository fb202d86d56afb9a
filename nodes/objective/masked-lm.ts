import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'masked-lm',
  category: 'objective',
  title: text('Masked language modelling', '掩码语言建模'),
  help: text(
    'Name the hidden tokens from the text on both sides. The loss counts the hidden places only.',
    '根据左右两侧的文本还原被遮住的词元。损失只计算被遮住的位置。',
  ),
  task: {
    id: 'masked',
    title: text('Masked (MLM)', '掩码语言建模'),
    name: text('masked language modelling', '掩码语言建模'),
    batches: text('batches with hidden tokens', '含被遮词元的批次'),
    answer: 'fill',
    answersVary: true,
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  learns: { by: 'masked', usual: true },
  params: labelSmoothingParams,
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      why: text(
        'To fill a gap it would have to see the text on both sides of it.',
        '要填补空缺，它必须能看到两侧的文本。',
      ),
      use: text('a network that looks in both directions, such as BERT', '双向网络（例如 BERT）'),
    })
    return { objective: { block: 'masked-lm', params, task: 'masked', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
