import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'pairs-file',
  category: 'data',
  title: text('File of pairs', '句对文件'),
  help: text(
    'Your own pairs: a text file with one pair a line, source and target with a tab between them. A folder of .txt and .tsv files works too.',
    '您自己的句对：文本文件中每行一对，源文与目标之间用制表符（Tab）隔开。也可以选择包含 .txt 和 .tsv 文件的文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({ path: filePathParam }),
  compile: (_, { path }) => ({
    rows: {
      source: { kind: 'files', path: requirePath(path), format: 'pairs' },
      columns: ['source', 'target'],
      steps: [],
    },
  }),
})
