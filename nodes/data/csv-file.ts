import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { encodingParam, headerParam, skipParam, tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const automatic = text('automatic', '自动')

const params = z.strictObject({
  ...tableParams,
  header: headerParam,
  delimiter: param(z.enum(['auto', 'comma', 'semicolon', 'tab', 'bar']).default('auto'), {
    label: text('Delimiter', '分隔符'),
    help: text('The character between the cells of a line.', '一行中单元格之间的符号。'),
    choices: {
      auto: automatic,
      comma: text('comma ,', '逗号 ,'),
      semicolon: text('semicolon ;', '分号 ;'),
      tab: text('tab', '制表符'),
      bar: text('vertical bar |', '竖线 |'),
    },
    advanced: true,
  }),
  quote: param(z.enum(['auto', 'double', 'single', 'none']).default('auto'), {
    label: text('Quote character', '引号字符'),
    help: text('The quotation marks around cells that contain the delimiter.', '包住含有分隔符的单元格的引号。'),
    choices: {
      auto: automatic,
      double: text('double "', '双引号 "'),
      single: text("single '", "单引号 '"),
      none: text('none', '无'),
    },
    advanced: true,
  }),
  escape: param(z.enum(['auto', 'doubled', 'backslash']).default('auto'), {
    label: text('Escaped quotes', '引号的转义'),
    help: text('How a quotation mark is written inside a quoted cell.', '在带引号的单元格内，引号本身的写法。'),
    choices: {
      auto: automatic,
      doubled: text('doubled ""', '写两次 ""'),
      backslash: text('with a backslash \\"', '反斜杠 \\"'),
    },
    advanced: true,
  }),
  skip: skipParam,
  encoding: encodingParam,
})

const source = ({
  path,
  encoding,
  header,
  delimiter,
  quote,
  escape: within,
  skip,
}: z.infer<typeof params>): FileSource => ({
  kind: 'files',
  path,
  format: 'csv',
  encoding,
  options: { header, delimiter, quote, skip, ...(within === 'auto' ? {} : { escape: within }) },
})

export default block({
  id: 'csv-file',
  category: 'data',
  title: text('CSV or TSV file', 'CSV 或 TSV 文件'),
  keywords: ['CSV or TSV table', 'spreadsheet', 'table', 'tsv', 'delimiter', '表格', '电子表格'],
  help: text(
    'A table saved by a spreadsheet program as .csv or .tsv, also inside .zip or .gz. A folder of such files also works.',
    '由电子表格另存的 .csv 或 .tsv 表格，也可以是 .zip 或 .gz 压缩文件，或包含这些文件的文件夹。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.csv', '.tsv', '.tab'],
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source({ ...params, path: requirePath(params.path) }), params) }),
})
