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
  title: text('Extractive question answering', '抽取式问答'),
  keywords: [
    'Finding answers',
    'extractive QA',
    'QA',
    'SQuAD',
    'reading comprehension',
    'span prediction',
    'AutoModelForQuestionAnswering',
    '答案查找',
    '问答',
    '阅读理解',
  ],
  help: text(
    'Predict the span of a text that answers a question. The network gets a new output layer that scores where the answer starts and ends.',
    '预测文本中回答问题的片段。网络会换上新的输出层，为答案的起点和终点打分。',
  ),
  task: {
    id: 'answer',
    title: text('Extractive question answering', '抽取式问答'),
    name: text('extractive question answering', '抽取式问答'),
    batches: text('batches of questions with their contexts', '问题及其上下文的批次'),
    answer: 'answer',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      head: 'answer',
      why: text('The start of an answer often depends on the words after it.', '答案的起点往往取决于后面的词。'),
      use: text('a bidirectional network such as BERT', '双向网络（例如 BERT）'),
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
