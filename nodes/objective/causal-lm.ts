import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { tokenMetrics } from './compared-rows.ts'
import { labelSmoothingParams, tokenLoss } from './label-smoothing.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'causal-lm',
  category: 'objective',
  title: text('Causal language modelling', '因果语言建模'),
  help: text(
    'Predict each next token from the tokens before it. The loss compares the predicted chances with the token that really came next.',
    '根据前面的词元预测下一个词元。损失衡量预测概率与真实的下一个词元之间的差距。',
  ),
  task: {
    id: 'causal',
    title: text('Causal (CLM)', '因果语言建模'),
    name: text('causal language modelling', '因果语言建模'),
    batches: text('batches for predicting the next token', '用于预测下一个词元的批次'),
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
        'Asked for the next token, it could look at the answer or has no way to write on.',
        '用它预测下一个词元，要么会偷看答案，要么无法续写。',
      ),
      use: text('a network that reads from left to right, such as GPT-2', '从左到右的网络（例如 GPT-2）'),
    })
    return { objective: { block: 'causal-lm', params, task: 'causal', network } }
  },
  loss: tokenLoss,
  metrics: tokenMetrics,
})
