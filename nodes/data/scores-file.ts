import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'scores-file',
  category: 'data',
  title: text('Scored text file', '带分数的文本文件'),
  keywords: ['File with scores', 'ratings', 'regression data', 'STS', 'similarity', '评分', '回归'],
  help: text(
    'Your own texts with a number each, such as a rating: a text file with a number, a tab and a text in every line. A folder of .txt and .tsv files also works.',
    '您自己的文本，每条带一个数字（例如评分）：文本文件中每行依次为数字、制表符（Tab）和文本。也可以选择包含 .txt 和 .tsv 文件的文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({ path: filePathParam }),
  compile: (_, { path }) => ({
    rows: {
      source: { kind: 'files', path: requirePath(path), format: 'scores' },
      columns: ['text', 'score'],
      labels: ['score'],
      steps: [],
    },
  }),
})
