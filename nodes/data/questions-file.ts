import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'questions-file',
  category: 'data',
  title: text('File with questions', '问题文件'),
  help: text(
    'Your own questions: a .jsonl file with {"context": …, "question": …, "answer": …, "start": …} in every line. The answer must stand in the context; start is the number of characters before it, and is needed only when it stands there twice. A folder works too.',
    '您自己的问题：.jsonl 文件，每行为 {"context": …, "question": …, "answer": …, "start": …}。答案必须出现在 context 中；start 是它前面的字符数，仅当答案出现多次时才需要。也可以选择文件夹。',
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
