import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

export default block({
  id: 'sample-questions',
  category: 'data',
  title: text('Sample questions', '示例问题'),
  help: text(
    '5,000 questions about amounts, years and names in American speeches, with the sentences that answer them. A rule made the questions; no person asked them. For learning to point at answers.',
    '5,000 个问题，涉及美国演讲中的金额、年份和名称，并附有包含答案的句子。问题由规则生成，并非真人提出。用于学习指出答案。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({}),
  compile: () => ({
    rows: {
      source: { kind: 'sample', name: 'questions' },
      columns: ['context', 'question', 'answer'],
      steps: [],
    },
  }),
})
