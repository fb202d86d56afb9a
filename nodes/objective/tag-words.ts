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
  title: text('Token classification (NER, POS)', '词元分类（NER、词性标注）'),
  keywords: [
    'Tagging of words',
    'tagging',
    'NER',
    'named entity recognition',
    'POS',
    'part of speech',
    'sequence labeling',
    'AutoModelForTokenClassification',
    '词语标注',
    '命名实体识别',
    '词性',
    '序列标注',
  ],
  help: text(
    'Predict a label for each word: its part of speech, or the named entity it belongs to. The network gets a new output layer with one score per label.',
    '为每个词预测标签：词性，或所属的命名实体。网络会换上新的输出层，为每种标签打分。',
  ),
  task: {
    id: 'tags',
    title: text('Token classification', '词元分类'),
    name: text('token classification', '词元分类'),
    batches: text('batches of words with tags', '带标签的词的批次'),
    answer: 'tags',
  },
  inputs: { network: port('network') },
  outputs: { objective: port('objective') },
  params: z.strictObject({}),
  compile: ({ network }, params) => {
    checkNetworkKind(network, {
      wants: 'encoder',
      why: text('The label of a word often depends on the words after it.', '一个词的标签往往取决于它后面的词。'),
      use: text('a bidirectional network such as BERT', '双向网络（例如 BERT）'),
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
