import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { encodingParam, skipParam, tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const params = z.strictObject({ ...tableParams, skip: skipParam, encoding: encodingParam })

const source = ({ path, encoding, skip }: z.infer<typeof params>): FileSource => ({
  kind: 'files',
  path,
  format: 'json',
  encoding,
  options: { skip },
})

export default block({
  id: 'json-lines',
  category: 'data',
  title: text('JSON or JSON Lines file', 'JSON 或 JSON Lines 文件'),
  keywords: ['jsonl', 'ndjson', 'JSON', 'Label Studio', 'doccano', 'Prodigy', 'annotations', '标注'],
  help: text(
    'Rows from .jsonl (one object per line) or .json (a list of objects or texts), also inside .zip or .gz. A folder also works. Texts annotated in Label Studio, doccano or Prodigy become words with tags.',
    '来自 .jsonl（每行一个对象）或 .json（对象或文本的列表）的数据，也可以是 .zip 或 .gz 压缩文件，或文件夹。在 Label Studio、doccano 或 Prodigy 中标注的文本会变为带标签的词。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.jsonl', '.ndjson', '.json'],
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source({ ...params, path: requirePath(params.path) }), params) }),
})
