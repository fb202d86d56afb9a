import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'questions-file',
  category: 'data',
  title: text('Question answering file', '问答文件'),
  keywords: [
    'File with questions',
    'SQuAD',
    'QA data',
    'extractive QA',
    'question answering',
    'reading comprehension',
    '问答',
    '阅读理解',
  ],
  help: text(
    'Your own questions: a .jsonl file with {"context": …, "question": …, "answer": …, "start": …} in every line. The answer must occur in the context word for word; start is the number of characters before it, needed only if the answer occurs more than once. A folder also works.',
    '您自己的问题：.jsonl 文件，每行为 {"context": …, "question": …, "answer": …, "start": …}。答案必须原样出现在 context（上下文）中；start 是它前面的字符数，仅当答案出现多次时才需要。也可以选择文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({ path: filePathParam }),
  compile: (_, { path }) => ({
    rows: {
      source: { kind: 'files', path: requirePath(path), format: 'questions' },
      columns: ['context', 'question', 'answer'],
      steps: [],
    },
  }),
})
