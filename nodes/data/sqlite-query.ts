import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { FileSource } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { requirePath } from './sources/file-path.ts'
import { tableParams } from './sources/table-params.ts'
import { labelColumn, tableRows } from './sources/table-rows.ts'

const params = z.strictObject({
  ...tableParams,
  query: param(z.string().default(''), {
    label: text('Query', '查询'),
    help: text(
      'Which rows to read, as SQL, for example: SELECT body, stars FROM reviews. Empty: all rows of the first table.',
      '用 SQL 指定取哪些行，例如：SELECT body, stars FROM reviews。留空则取第一个表的全部数据。',
    ),
    control: 'paragraph',
  }),
})

const source = ({ path, query }: z.infer<typeof params>): FileSource => ({
  kind: 'files',
  path,
  format: 'sqlite',
  options: { query },
})

export default block({
  id: 'sqlite-query',
  category: 'data',
  title: text('SQLite database', 'SQLite 数据库'),
  keywords: ['SQL', 'database', 'db', 'select', '数据库', '查询'],
  help: text(
    'Rows returned by a query on a SQLite database file. The database is only read, never changed.',
    '从 SQLite 数据库文件中查询得到的数据。数据库只读取，不会被修改。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params,
  fileExtensions: ['.sqlite', '.sqlite3', '.db'],
  table: params => (params.path.trim() === '' ? undefined : source(params)),
  labelColumn: labelColumn,
  compile: (_, params) => ({ rows: tableRows(source({ ...params, path: requirePath(params.path) }), params) }),
})
