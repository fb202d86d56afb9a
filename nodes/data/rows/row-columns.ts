import type { Row } from '../../../core/block/abilities.ts'
import type { Rows } from '../../../core/plan/plan.ts'
import { refuse } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'

/** Columns that hold no natural text. */
const symbolicColumns: readonly string[] = ['label', 'tags', 'start']

/** Columns that depend on another one by word or by position: rewriting one alone would make a row inconsistent. */
const dependentColumns: readonly string[] = [...symbolicColumns, 'tokens', 'context', 'answer']

/** Whether a column may be rewritten independently of the others. */
export const isIndependentColumn = (column: string): boolean => !dependentColumns.includes(column)

/** The natural texts of a row, or only the named column. Refuses a column that a row does not have. */
export function rowTexts({ texts }: Row, column: string): string[] {
  const name = column.trim()
  if (name !== '') return [texts[name] ?? noSuchColumn(name, Object.keys(texts))]
  return Object.entries(texts).flatMap(([name, value]) => (symbolicColumns.includes(name) ? [] : [value]))
}

/** The value of a column. Refuses a column that a row does not have; `param` is the parameter that names it. */
export const columnValue = ({ texts }: Row, column: string, param = 'column'): string =>
  texts[column.trim()] ?? noSuchColumn(column.trim(), Object.keys(texts), param)

const noSuchColumn = (name: string, columns: readonly string[], param = 'column'): never =>
  refuse('no-such-column', {
    param,
    message: text(`The data has no column “${name}”.`, `数据中没有名为“${name}”的列。`),
    fix: text(`Choose one of these: ${columns.join(', ')}.`, `请选择其一：${columns.join('、')}。`),
  })

/** Refuses rows without a column `text`: columns that belong together cannot be split separately. */
export function requireText({ columns }: Rows): void {
  if (columns.includes('text')) return
  refuse('no-text', {
    param: 'rows',
    message: text(
      `Only texts can be split; these rows have ${columns.join(', ')}, which belong together.`,
      `只有文本可以切分；这些行含有 ${columns.join('、')}，它们必须成套出现。`,
    ),
    fix: text('Use this block after a source of texts.', '请在文本来源之后使用此模块。'),
  })
}
