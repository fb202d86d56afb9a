import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'causal-lm',
  category: 'objective',
  title: text('Causal language modelling (CLM)', '因果语言建模（CLM）'),
  keywords: [
    'CLM',
    'causal language modeling',
    'next token prediction',
    'autoregressive',
    'cross-entropy',
    'perplexity',
    'language model',
    '自回归',
    '交叉熵',
    '困惑度',
  ],
  help: text(
    'Predict each next token from the tokens before it. The loss compares the predicted distribution with the actual next token.',
    '根据前面的词元预测下一个词元。损失衡量预测分布与实际的下一个词元之间的差距。',
  ),
  task: {
    id: 'causal',
    title: text('Causal (CLM)', '因果语言建模'),
    name: text('causal language modelling', '因果语言建模'),
    batches: text('batches for causal language modelling', '用于因果语言建模的批次'),
    answer: 'continue',
    ofText: true,
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  learns: { by: 'causal', usual: true },
  params: labelSmoothingParams,
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'decoder',
      why: text(
        'To predict the next token it must not see later tokens, and it needs a decoder to generate.',
        '预测下一个词元时不能看到后面的词元，并且需要解码器来生成。',
      ),
      use: text('a decoder-only network such as GPT-2', '仅解码器网络（例如 GPT-2）'),
    })
    return { objective: { block: 'causal-lm', params, task: 'causal', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
