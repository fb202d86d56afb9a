import { z } from 'zod'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import type { Column } from '../../core/data/batch.ts'
import type { Rows } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { type RowShape, rowShapeColumns } from './columns/infer-columns.ts'
import { changeRows } from './rows/change-rows.ts'

const params = z.strictObject({
  names: param(z.record(z.string(), z.string().nullable()).default({}), {
    label: text('Columns', '列'),
    help: text(
      'Which columns to keep, and what to call them from here on. Models learn from “text”, or from “source” and “target”. To use another column of a table, first add it under “Also keep” in the table’s block.',
      '保留哪些列，以及之后的列名。模型从“text”列学习，或从“source”和“target”列学习。要使用表格的其他列，请先在表格模块的“同时保留”中添加。',
    ),
    control: 'columns',
  }),
})

/** New names by incoming column; null removes a column. Other columns stay as they are. */
type Names = z.infer<typeof params>['names']

/** The remaining columns under their new names. Rows in which a column that becomes a text is empty are dropped. */
export const chooseColumns = (rows: RowStream, { names }: { readonly names: Names }): RowStream =>
  changeRows(rows, () => ({ texts, ...row }) => {
    const kept = renamed(texts, names)
    const isEmpty = Object.values(names).some(name => name && isFree(name.trim()) && !kept[name.trim()]?.trim())
    return isEmpty ? [] : [{ ...row, texts: kept }]
  })

function renamed(texts: Row['texts'], names: Names): Row['texts'] {
  const answered = nameOf('context', names) === 'context' && nameOf('answer', names) === 'answer'
  const found = Object.entries(texts).flatMap(([column, value]) => {
    if (column === 'start') return answered ? [[column, value] as const] : [] // the position of the answer in its context
    const name = nameOf(column, names)
    return name === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(found)
}

const nameOf = (column: string, names: Names): string | null =>
  Object.hasOwn(names, column) ? (names[column]?.trim() ?? null) : column

/** Columns that may hold any text; the others hold what their source has validated: a number, a known label, a tag for each word. */
const free: readonly string[] = ['text', 'source', 'target', 'question']
const isFree = (name: string) => free.includes(name)
const special: readonly string[] = [...Object.values(rowShapeColumns).flat(), 'start'].filter(name => !isFree(name))

/** The shapes that rows can have, those with the most columns first. */
const shapes: readonly RowShape[] = ['questions', 'tags', 'pairs', 'label', 'score', 'text']

function rowsWith(rows: Rows, names: Names): Rows {
  const known = [...rows.columns, ...(rows.others ?? [])]
  for (const column of Object.keys(names)) if (!known.includes(column)) noColumn(column, known)
  const kept = known.flatMap(column => {
    const name = nameOf(column, names)
    return name === null ? [] : [{ column, name }]
  })
  for (const [i, { column, name }] of kept.entries()) {
    if (name === '') noName(column)
    if (name !== column && special.includes(name)) notFree(column, name)
    if (kept.findIndex(other => other.name === name) < i) twice(name)
  }
  const has = (role: Column) =>
    kept.some(({ column, name }) => name === role && (isFree(name) || rows.columns.includes(column as Column)))
  const shape = shapes.find(shape => rowShapeColumns[shape].every(has)) ?? nothingToLearn(kept.map(({ name }) => name))
  const columns = rowShapeColumns[shape]
  const others = kept.map(({ name }) => name).filter(name => !columns.includes(name as Column))
  const { labels, others: _, from = rows.columns, ...rest } = rows
  return {
    ...rest,
    columns,
    from,
    ...(others.length > 0 && { others }),
    ...(labels && columns.some(column => ['label', 'tags', 'score'].includes(column)) && { labels }),
  }
}

const noColumn = (column: string, known: readonly string[]) =>
  refuse('no-such-column', {
    param: 'names',
    message: text(`The data has no column “${column}”.`, `数据中没有“${column}”列。`),
    fix: text(
      `Available columns: ${known.join(', ')}. Remove “${column}” from this list, or add it under “Also keep” in the table’s block.`,
      `可用的列：${known.join('、')}。请从列表中移除“${column}”，或在表格模块的“同时保留”中添加它。`,
    ),
  })

const noName = (column: string) =>
  refuse('no-name', {
    param: 'names',
    message: text(`The new name of “${column}” is empty.`, `“${column}”的新列名为空。`),
    fix: text('Enter a name, or do not keep the column.', '请输入列名，或不保留该列。'),
  })

const twice = (name: string) =>
  refuse('same-name', {
    param: 'names',
    message: text(`Two columns would be called “${name}”.`, `有两列都叫“${name}”。`),
    fix: text('Rename one of them, or drop it.', '请重命名其中一列，或不保留它。'),
  })

const notFree = (column: string, name: string) =>
  refuse('special-name', {
    param: 'names',
    message: text(
      `“${column}” cannot be renamed to “${name}”: the contents of a “${name}” column are validated when the data is read.`,
      `“${column}”不能改名为“${name}”：“${name}”列的内容须在读取数据时校验。`,
    ),
    fix: text(
      `Choose another name. Which column is used as “${name}” is a setting of the table’s block.`,
      `请换一个名字。“${name}”是哪一列，请在表格模块中设置。`,
    ),
  })

const nothingToLearn = (names: readonly string[]) =>
  refuse('nothing-to-learn', {
    param: 'names',
    message: text(
      `A model cannot learn from ${names.length > 0 ? names.map(name => `“${name}”`).join(', ') : 'rows without columns'}.`,
      names.length > 0 ? `模型无法从${names.map(name => `“${name}”`).join('、')}学习。` : '没有列，模型无法学习。',
    ),
    fix: text(
      'Name one column “text”, or two columns “source” and “target”.',
      '请将一列命名为“text”，或将两列命名为“source”和“target”。',
    ),
  })

export default block({
  id: 'choose-columns',
  category: 'data',
  title: text('Select columns', '选择列'),
  keywords: [
    'Columns',
    'rename columns',
    'drop columns',
    'remove_columns',
    'rename_column',
    'map columns',
    '列',
    '重命名列',
  ],
  help: text(
    'Keeps, drops and renames columns: for example to train on the targets of pairs only, to translate in the opposite direction, or to drop the labels.',
    '保留、去掉或重命名列：例如只用句对的目标文本训练、反向翻译，或去掉标签。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: chooseColumns,
  eachRow: true,
  compile: ({ rows }, params) => {
    const chosen = rowsWith(rows, params.names)
    return { rows: { ...chosen, steps: [...rows.steps, { block: 'choose-columns', params }] } }
  },
})
