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
    help: text('The name on the sheet’s tab. Empty: the first sheet.', '工作表标签上的名称。留空则取第一个。'),
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
  keywords: ['xlsx', 'xls', 'spreadsheet', 'workbook', 'sheet', '表格', '工作表'],
  help: text(
    'One sheet of an .xlsx workbook: each row is a row of data. Formulas give their stored results.',
    '读取 .xlsx 工作簿中的一个工作表，每行为一行数据。公式取其已存储的计算结果。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.xlsx', '.xlsm'],
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source({ ...params, path: requirePath(params.path) }), params) }),
})
