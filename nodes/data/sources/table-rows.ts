import { z } from 'zod'
import type { ColumnFacts } from '../../../core/data/table-facts.ts'
import type { FileSource, Rows } from '../../../core/plan/plan.ts'
import { refuse } from '../../../core/problem.ts'
import type { Text } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import type { ColumnNames, ColumnRole, RowShape } from '../columns/infer-columns.ts'
import { emptyByName, inferColumns, inferRowShape, rowShapeColumns } from '../columns/infer-columns.ts'
import { parseCommaList, parseLabels } from './comma-list.ts'
import { columnParams } from './table-params.ts'

const params = z.strictObject(columnParams)
export type ColumnChoice = z.infer<typeof params>

/** The rows of a table: the columns that were chosen or inferred, and the labels that are listed or occur. Refuses what does not fit. */
export function tableRows(source: FileSource, choice: ColumnChoice): Rows {
  const columns = choice.found?.columns ?? []
  const shape = shapeOf(choice)
  const named = namedColumns(shape, choice, columns)
  const keep = parseCommaList(choice.keep)
  const missing = choice.found?.complete ? keep.find(name => !columns.some(column => column.name === name)) : undefined
  if (missing !== undefined) noColumn('keep', missing, columns)
  const labels = tableLabels(shape, named, choice, columns)
  return {
    source: { ...source, named, ...(keep.length > 0 ? { keep } : {}) },
    columns: rowShapeColumns[shape],
    ...(keep.length > 0 ? { others: keep } : {}),
    ...(labels ? { labels } : {}),
    steps: [],
  }
}

const shapeOf = ({ shape, found }: ColumnChoice): RowShape =>
  shape === 'auto' ? inferRowShape(found?.columns ?? []) : shape

/** The column whose values or words are the labels, where they are not listed. */
export function labelColumn(choice: ColumnChoice): string | undefined {
  const { found, labels } = choice
  const shape = shapeOf(choice)
  if (!found || labels.trim() !== '' || !(shape === 'label' || shape === 'tags')) return undefined
  const name = inferColumns(found.columns, shape, givenNames(shape, choice))[shape]
  return found.columns.some(column => column.name === name) ? name : undefined
}

const givenNames = (shape: RowShape, choice: ColumnChoice): ColumnNames =>
  Object.fromEntries(
    [...rowShapeColumns[shape], 'start' as const].flatMap(role =>
      choice[role].trim() ? [[role, choice[role].trim()]] : [],
    ),
  )

function namedColumns(shape: RowShape, choice: ColumnChoice, columns: readonly ColumnFacts[]): ColumnNames {
  const given = givenNames(shape, choice)
  if (!choice.found) return { ...Object.fromEntries(rowShapeColumns[shape].map(role => [role, role])), ...given }
  for (const [role, name] of Object.entries(given))
    if (!columns.some(c => c.name === name)) noColumn(role, name, columns)
  const named = inferColumns(columns, shape, given)
  const missing = rowShapeColumns[shape].find(role => !named[role])
  if (missing) {
    const empty = emptyByName(shape, columns)
    if (empty && choice.found.complete) emptyColumn(...empty)
    nothingFits(missing, columns)
  }
  for (const role of rowShapeColumns[shape]) {
    const empty = columns.find(column => column.name === named[role] && column.filled === 0)
    if (empty && choice.found.complete) emptyColumn(role, empty.name)
  }
  return named
}

/** The possible labels or tags: those that are listed, or occur. Refuses too few and too many. */
export function tableLabels(
  shape: RowShape,
  names: ColumnNames,
  choice: Pick<ColumnChoice, 'labels' | 'found'>,
  columns: readonly ColumnFacts[],
): string[] | undefined {
  if (shape === 'score') return ['score']
  if (shape !== 'label' && shape !== 'tags') return undefined
  if (choice.labels.trim() !== '' || !choice.found) return parseLabels(choice.labels)
  const column = columns.find(({ name }) => name === names[shape === 'label' ? 'label' : 'tags'])
  const labels = shape === 'label' ? column?.values : column?.words
  if (!column || !labels) return tooManyLabels(column?.name ?? '')
  const isWhole = choice.found.complete || column.whole
  return labels.length < 2 && isWhole ? oneLabel(column.name, labels) : [...labels]
}

const names = (columns: readonly ColumnFacts[]) => columns.map(({ name }) => name)

const noColumn = (param: string, name: string, columns: readonly ColumnFacts[]): never =>
  refuse('no-column', {
    param,
    message: text(
      `The table has no column “${name}”, only: ${names(columns).join(', ')}.`,
      `表格没有“${name}”列，只有：${names(columns).join('、')}。`,
    ),
    fix: text('Choose one of these.', '请从中选择。'),
  })

/** The name of each column in messages. */
const roleNames: Readonly<Record<ColumnRole, Text>> = {
  text: text('text', '文本'),
  label: text('label', '标签'),
  score: text('score', '分数'),
  source: text('source', '源文'),
  target: text('target', '目标'),
  tokens: text('words', '词'),
  tags: text('tags', '标签（每个词）'),
  context: text('context', '上下文'),
  question: text('question', '问题'),
  answer: text('answer', '答案'),
  start: text('start', '答案起始位置'),
}

const nothingFits = (param: ColumnRole, columns: readonly ColumnFacts[]): never =>
  refuse('no-fitting-column', {
    param,
    message: text(
      `No column looks like the ${roleNames[param].en}: ${names(columns).join(', ')}.`,
      `没有一列看起来像${roleNames[param].zh}：${names(columns).join('、')}。`,
    ),
    fix: text('Choose the column, or set what each row of this table is.', '请选择列，或选择该表格一行数据的用途。'),
  })

const emptyColumn = (param: string, name: string): never =>
  refuse('empty-column', {
    param,
    message: text(`The column “${name}” is empty in all rows.`, `“${name}”列全部为空。`),
    fix: text('Choose another column.', '请选择其他列。'),
  })

const oneLabel = (column: string, labels: readonly string[]): never =>
  refuse('one-label', {
    param: 'label',
    message: text(
      `The column “${column}” always has the value “${labels[0] ?? ''}”, so there is nothing to classify.`,
      `“${column}”列始终是“${labels[0] ?? ''}”，没有可区分的类别。`,
    ),
    fix: text(
      'Choose another column, add rows with other labels, or set “Each row is” to a text.',
      '请选择其他列，添加带有其他标签的数据，或将“一行数据是”设为“一段文本”。',
    ),
  })

const tooManyLabels = (column: string): never =>
  refuse('many-labels', {
    param: 'labels',
    message: text(
      `The column “${column}” has too many different values to be a label column.`,
      `“${column}”列的不同取值太多，不像是标签列。`,
    ),
    fix: text('Choose another column, or list the labels.', '请选择其他列，或列出所有标签。'),
  })
