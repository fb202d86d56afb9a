import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'pairs-file',
  category: 'data',
  title: text('Text pairs file', '句对文件'),
  keywords: [
    'File of pairs',
    'parallel corpus',
    'bitext',
    'translation',
    'source target',
    'prompt completion',
    'instruction data',
    'SFT',
    '平行语料',
    '指令数据',
  ],
  help: text(
    'Your own pairs: a text file with one pair per line, source and target separated by a tab. A folder of .txt and .tsv files also works.',
    '您自己的句对：文本文件中每行一对，源文与目标文本之间用制表符（Tab）隔开。也可以选择包含 .txt 和 .tsv 文件的文件夹。',
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
