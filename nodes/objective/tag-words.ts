import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { Batch } from '../../core/data/batch.ts'
import { computeFrom } from '../../core/metrics/index.ts'
import { crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import { text } from '../../core/text.ts'
import { labelsAndPredictions } from './compared-rows.ts'
import { checkNetworkKind } from './network-fit.ts'

export default block({
  id: 'tag-words',
  category: 'objective',
  title: text('Tagging of words', '词语标注'),
  help: text(
    'Say what each word is: its part of speech, or whether it belongs to a name. The network gets a new output layer with one score for each tag.',
    '判断每个词是什么：词性，或是否属于某个名称。网络会换上新的输出层，为每种标签打分。',
  ),
  task: {
    id: 'tags',
    title: text('Tagging', '词语标注'),
    name: text('tagging of words', '词语标注'),
    batches: text('batches of words with tags', '带标签的词的批次'),
    answer: 'tags',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      why: text('What a word is often shows only in the words after it.', '一个词是什么，往往要看它后面的词才知道。'),
      use: text('a network such as BERT', '双向网络（例如 BERT）'),
    })
    return { objective: { block: 'tag-words', params, task: 'tags', head: 'tags', network } }
  },
  loss: (logits, { labels }) => crossEntropy(logits, labels),
  metrics(judged, { tokens, length }) {
    const { labels = [] } = tokens.rows
    if (!labels.some(label => label.startsWith('B-'))) return computeFrom('classes', ...labelsAndPredictions(judged))
    const sentences = judged.flatMap(({ batch, predictions }) => sentencesOf(batch, predictions, length))
    const named = (side: 'truth' | 'predictions') => sentences.map(one => one[side].map(id => labels[id] as string))
    return computeFrom('tags', named('truth'), named('predictions'))
  },
})

/** The tags of the words of each sentence; a sentence has T places in the batch. */
function sentencesOf({ arrays: { labels, weights } }: Batch, predictions: Float64Array, T: number) {
  if (!labels || !weights) throw new Error('sentencesOf: the batch has no labels')
  return Array.from({ length: labels.length / T }, (_, row) => {
    const places = Array.from({ length: T }, (_, i) => row * T + i).filter(place => weights[place] !== 0)
    const at = (from: ArrayLike<number>) => places.map(place => from[place] as number)
    return { truth: at(labels), predictions: at(predictions) }
  })
}
