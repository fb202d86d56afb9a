import { z } from 'zod'
import type { EvaluatedBatch } from '../../core/block/abilities.ts'
import { block, port } from '../../core/block/block.ts'
import { precisionRecall, ratio } from '../../core/metrics/precision-recall.ts'
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
    const shares = judged.flatMap(shareFound)
    const mean = (values: readonly number[]) =>
      ratio(
        values.reduce((a, b) => a + b, 0),
        values.length,
      )
    return { 'exact-match': mean(shares.map(f1 => (f1 === 1 ? 1 : 0))), 'answer-f1': mean(shares) }
  },
})

/** F1 of the tokens pointed at, for each piece of text that holds the answer; 1 is the answer exactly. */
function shareFound({ batch: { arrays }, predictions: guesses }: EvaluatedBatch): number[] {
  const labels = arrays.labels as Int32Array
  const B = labels.length / 2
  const span = (of: ArrayLike<number>, row: number) => [of[row] as number, of[B + row] as number] as const
  return Array.from({ length: B }, (_, row) => row).flatMap(row => {
    const [first, last] = span(labels, row)
    if (first === 0) return [] // the begin token: the answer is elsewhere
    const [from, to] = span(guesses, row)
    const common = Math.max(0, Math.min(last, to) - Math.max(first, from) + 1)
    return [precisionRecall(common, Math.max(0, to - from + 1), last - first + 1).f1]
  })
}
