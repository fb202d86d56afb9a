import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const source = (path: string): FileSource => ({ kind: 'files', path, format: 'parquet' })

export default block({
  id: 'parquet-file',
  category: 'data',
  title: text('Parquet file', 'Parquet 文件'),
  keywords: ['parquet', 'DuckDB', 'columnar', '表格'],
  help: text(
    'A table in Parquet format, as used by Hugging Face and DuckDB, with any compression. A folder of such files also works.',
    'Hugging Face 和 DuckDB 使用的表格格式，支持所有压缩方式。也可以选择文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject(tableParams),
  fileExtensions: ['.parquet', '.pq'],
  table: ({ path }) => (path.trim() === '' ? undefined : source(path)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source(requirePath(params.path)), params) }),
})
