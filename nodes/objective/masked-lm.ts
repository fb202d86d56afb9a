import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'masked-lm',
  category: 'objective',
  title: text('Masked language modelling (MLM)', '掩码语言建模（MLM）'),
  keywords: ['MLM', 'masked language modeling', 'fill-mask', 'cloze', 'cross-entropy', '掩码', '完形填空'],
  help: text(
    'Predict the masked tokens from the text on both sides. The loss counts only the masked positions.',
    '根据左右两侧的文本预测被掩盖的词元。损失只计算被掩盖的位置。',
  ),
  task: {
    id: 'masked',
    title: text('Masked (MLM)', '掩码语言建模'),
    name: text('masked language modelling', '掩码语言建模'),
    batches: text('batches with masked tokens', '含掩码词元的批次'),
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
        'To predict a masked token it must see the text on both sides.',
        '要预测被掩盖的词元，它必须能看到两侧的文本。',
      ),
      use: text('a bidirectional network such as BERT', '双向网络（例如 BERT）'),
    })
    return { objective: { block: 'masked-lm', params, task: 'masked', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
