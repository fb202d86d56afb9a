import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const source = (path: string): FileSource => ({ kind: 'files', path, format: 'arrow' })

export default block({
  id: 'arrow-file',
  category: 'data',
  title: text('Arrow file', 'Arrow 文件'),
  keywords: ['Arrow', 'Feather', 'IPC', 'datasets cache', '表格'],
  help: text(
    'A table in Apache Arrow (Feather) format, as a file or a stream. A folder of such files also works.',
    'Apache Arrow（Feather）格式的表格，文件或流均可。也可以选择文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject(tableParams),
  fileExtensions: ['.arrow', '.feather', '.ipc'],
  table: ({ path }) => (path.trim() === '' ? undefined : source(path)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source(requirePath(params.path)), params) }),
})
