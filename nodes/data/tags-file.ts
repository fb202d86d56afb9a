import { z } from 'zod'
import { block, param, port } from '../../core/block.ts'
import { text } from '../../core/text.ts'
import { filePath, needPath } from './file-path.ts'
import { labelNames } from './label-names.ts'
import { wordClasses } from './word-classes.ts'

export default block({
  id: 'tags-file',
  category: 'data',
  title: text('File with tags', '带词语标签的文件'),
  help: text(
    'Your own sentences with a tag for each word: a text file with a word, a tab and its tag in every line, and an empty line between sentences. A folder of .txt and .tsv files works too.',
    '您自己的句子，每个词都带标签：文本文件中每行依次为词、制表符（Tab）和标签，句子之间空一行。也可以选择包含 .txt 和 .tsv 文件的文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    path: filePath,
    labels: param(z.string().default(wordClasses.join(', ')), {
      label: text('Tags', '标签'),
      help: text(
        'All tags that occur in the file, with commas between them. For names: O, B-PER, I-PER and so on.',
        '文件中出现的所有标签，用逗号隔开。标注名称时可用 O、B-PER、I-PER 等。',
      ),
      control: 'paragraph',
    }),
  }),
  compile: (_, { path, labels }) => ({
    rows: {
      source: { kind: 'files', path: needPath(path), format: 'tags' },
      columns: ['tokens', 'tags'],
      labels: labelNames(labels),
      steps: [],
    },
  }),
})
