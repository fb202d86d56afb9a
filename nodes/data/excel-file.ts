import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { headerParam, tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const params = z.strictObject({
  ...tableParams,
  sheet: param(z.string().default(''), {
    label: text('Sheet', '工作表'),
    help: text('The name on its tab. Empty: the first.', '标签上的名称。留空则取第一个。'),
  }),
  header: headerParam,
})

const source = ({ path, sheet, header }: z.infer<typeof params>): FileSource => ({
  kind: 'files',
  path,
  format: 'excel',
  options: { sheet, header },
})

export default block({
  id: 'excel-file',
  category: 'data',
  title: text('Excel workbook', 'Excel 工作簿'),
  help: text(
    'A sheet of a workbook (.xlsx), as it is: each row is a row of data. Formulas give what they came to.',
    '直接读取工作簿（.xlsx）中的一个工作表，每行为一行数据。公式取其计算结果。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.xlsx', '.xlsm'],
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source({ ...params, path: requirePath(params.path) }), params) }),
})
