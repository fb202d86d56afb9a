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
      'Which columns stay, and what they are called from here on. Models learn from “text”, or from “source” and “target”. Other columns of a table come in when its block is told to keep them.',
      '保留哪些列，以及之后的列名。模型从“text”列学习，或从“source”和“target”列学习。表格的其他列需先在其模块中设为保留。',
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
    message: text(`No column “${column}” comes in.`, `输入中没有“${column}”列。`),
    fix: text(
      `These do: ${known.join(', ')}. Take “${column}” out of this list, or tell the block of the table to keep it.`,
      `现有的列：${known.join('、')}。请从列表中去掉“${column}”，或在表格模块中保留它。`,
    ),
  })

const noName = (column: string) =>
  refuse('no-name', {
    param: 'names',
    message: text(`The new name of “${column}” is empty.`, `“${column}”的新列名为空。`),
    fix: text('Type a name, or leave the column out.', '请输入列名，或不保留该列。'),
  })

const twice = (name: string) =>
  refuse('same-name', {
    param: 'names',
    message: text(`Two columns would be called “${name}”.`, `有两列都叫“${name}”。`),
    fix: text('Give one of them another name, or leave it out.', '请给其中一列换个名字，或不保留它。'),
  })

const notFree = (column: string, name: string) =>
  refuse('special-name', {
    param: 'names',
    message: text(
      `“${column}” cannot become “${name}”: what stands there must be checked when the data is read.`,
      `“${column}”不能改名为“${name}”：该列的内容必须在读取数据时检查。`,
    ),
    fix: text(
      `Choose another name. Which column is the “${name}” is a setting of the block of the table.`,
      `请换一个名字。“${name}”是哪一列，请在表格模块中设置。`,
    ),
  })

const nothingToLearn = (names: readonly string[]) =>
  refuse('nothing-to-learn', {
    param: 'names',
    message: text(
      `No model can learn from ${names.length > 0 ? names.map(name => `“${name}”`).join(', ') : 'rows without columns'}.`,
      names.length > 0 ? `模型无法从${names.map(name => `“${name}”`).join('、')}学习。` : '没有列，模型无法学习。',
    ),
    fix: text(
      'Call one column “text”, or two “source” and “target”.',
      '请将一列命名为“text”，或将两列命名为“source”和“target”。',
    ),
  })

export default block({
  id: 'choose-columns',
  category: 'data',
  title: text('Columns', '选择列'),
  help: text(
    'Leaves columns out and gives others new names: learn from the targets of pairs alone, translate the other way round, or drop the labels.',
    '去掉一些列，给另一些列改名：例如只从句对的目标学习、反向翻译，或去掉标签。',
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
