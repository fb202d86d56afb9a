import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

export default block({
  id: 'sample-reviews',
  category: 'data',
  title: text('Sample reviews', '示例评论'),
  help: text(
    'About 3,000 English sentences from reviews of films, goods and restaurants, each marked by people as negative or positive. For learning to tell one from the other.',
    '约 3,000 句英文评论（电影、商品、餐馆），每句都由人标为负面或正面。用于学习区分两者。',
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
