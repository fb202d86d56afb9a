import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TableFacts } from '../../core/data/table-facts.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { filePathParam, requirePath } from './sources/file-path.ts'
import { tableLabels } from './sources/table-rows.ts'

const params = z.strictObject({
  path: filePathParam,
  labels: param(z.string().default(''), {
    label: text('Tags', '标签'),
    help: text(
      'All tags, separated by commas; for named entities O, B-PER, I-PER and so on. Empty: those that occur in the file.',
      '所有标签，用逗号隔开。命名实体可用 O、B-PER、I-PER 等。留空则采用文件中出现的标签。',
    ),
    control: 'paragraph',
  }),
  found: param(z.custom<TableFacts>().optional(), {
    label: text('Detected tags', '检测到的标签'),
    help: text('The tags that the app found in the file.', '应用在文件中发现的内容。'),
    hidden: true,
  }),
})
type Params = z.infer<typeof params>

const source = ({ path }: Params): FileSource => ({ kind: 'files', path, format: 'tags' })
const isListed = ({ labels }: Params) => labels.trim() !== ''

export default block({
  id: 'tags-file',
  category: 'data',
  title: text('Tagged text file (CoNLL)', '词元标注文件（CoNLL）'),
  keywords: [
    'File with tags',
    'CoNLL',
    'Universal Dependencies',
    'CoNLL-U',
    'NER',
    'POS',
    'BIO',
    'IOB',
    'named entities',
    '命名实体',
    '词性',
    '序列标注',
  ],
  help: text(
    'Your own sentences with a tag for each word, in the format of CoNLL and Universal Dependencies: a word, a tab and its tag in every line, and an empty line between sentences. If a line has more columns, the first is the word and the last the tag. A folder also works.',
    '您自己的句子，每个词都带标签，格式如 CoNLL 和 Universal Dependencies：每行依次为词、制表符（Tab）和标签，句子之间空一行。若有更多列，第一列为词，最后一列为标签。也可以选择文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.conll', '.conllu', '.bio', '.iob'],
  table: params => (params.path.trim() === '' || isListed(params) ? undefined : source(params)),
  labelColumn: params => (isListed(params) ? undefined : 'tags'),
  compile: (_, params) => {
    const rows = { ...source(params), path: requirePath(params.path) }
    const labels = tableLabels('tags', { tags: 'tags' }, params, params.found?.columns ?? []) ?? []
    return { rows: { source: rows, columns: ['tokens', 'tags'], labels, steps: [] } }
  },
})
