import { z } from 'zod'
import type { EvaluatedBatch } from '../../core/block/abilities.ts'
import { block, port } from '../../core/block/block.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import { text } from '../../core/text.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'find-answer',
  category: 'objective',
  title: text('Finding answers', '答案查找'),
  help: text(
    'Point at the words of a text that answer a question. The network gets a new output layer that scores where the answer starts and where it ends.',
    '在文本中指出回答问题的词句。网络会换上新的输出层，为答案的开头和结尾打分。',
  ),
  task: {
    id: 'answer',
    title: text('Finding answers', '答案查找'),
    name: text('finding answers', '答案查找'),
    batches: text('batches of questions with the texts that answer them', '问题及其原文的批次'),
    answer: 'answer',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      head: 'answer',
      why: text(
        'Where an answer starts often shows only in the words after it.',
        '答案从哪里开始，往往要看后面的词才知道。',
      ),
      use: text('a network such as BERT', '双向网络（例如 BERT）'),
    })
    return { objective: { block: 'find-answer', params, task: 'answer', head: 'answer', network } }
  },
  // the mean over starts and ends is (CE of the start + CE of the end) / 2
  loss: (logits, { labels }) => crossEntropy(logits, labels),
  metrics: judged => {
    const found = judged.flatMap(answerSpans)
    return computeFrom(
      'spans',
      found.map(({ truth }) => truth),
      found.map(({ predicted }) => predicted),
    )
  },
})

/** Where the answer is, and where the network points, in each window that holds the answer. */
function answerSpans({ batch: { arrays }, predictions: guesses }: EvaluatedBatch) {
  const labels = arrays.labels as Int32Array
  const B = labels.length / 2
  const span = (of: ArrayLike<number>, row: number) => [of[row] as number, of[B + row] as number] as const
  return Array.from({ length: B }, (_, row) => ({ truth: span(labels, row), predicted: span(guesses, row) })).filter(
    ({ truth: [first] }) => first !== 0, // the begin token: the answer is elsewhere
  )
}
