import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

export default block({
  id: 'sample-reviews',
  category: 'data',
  title: text('Sample reviews', '示例评论'),
  keywords: [
    'sentiment analysis',
    'sentiment',
    'text classification',
    'IMDB',
    'positive negative',
    '情感分析',
    '文本分类',
  ],
  help: text(
    'About 3,000 English sentences from reviews of films, products and restaurants, labelled by people as negative or positive. For text classification (sentiment analysis).',
    '约 3,000 句英文评论（电影、商品、餐馆），每句都由人工标注为负面或正面。用于文本分类（情感分析）。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({}),
  compile: () => ({
    rows: {
      source: { kind: 'sample', name: 'reviews' },
      columns: ['text', 'label'],
      labels: ['negative', 'positive'],
      steps: [],
    },
  }),
})
