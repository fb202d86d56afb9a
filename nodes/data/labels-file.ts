import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { parseLabels } from './sources/comma-list.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'

export default block({
  id: 'labels-file',
  category: 'data',
  title: text('Labelled text file', '带标签的文本文件'),
  keywords: [
    'File with labels',
    'classification data',
    'labelled data',
    'labeled data',
    'sentiment',
    '标签',
    '分类数据',
  ],
  help: text(
    'Your own labelled texts: a text file with a label, a tab and a text in every line. A folder of .txt and .tsv files also works.',
    '您自己的带标签文本：文本文件中每行依次为标签、制表符（Tab）和文本。也可以选择包含 .txt 和 .tsv 文件的文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    path: filePathParam,
    labels: param(z.string().default('negative, positive'), {
      label: text('Labels', '标签'),
      help: text('All labels that occur in the file, separated by commas.', '文件中出现的所有标签，用逗号隔开。'),
    }),
  }),
  compile: (_, { path, labels }) => ({
    rows: {
      source: { kind: 'files', path: requirePath(path), format: 'labels' },
      columns: ['text', 'label'],
      labels: parseLabels(labels),
      steps: [],
    },
  }),
})
