import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import type { Batches } from '../../../core/plan/plan.ts'
import { text } from '../../../core/text.ts'
import { dataProblem } from '../problems/data-problems.ts'

/** Throws a problem when all rows to learn from have the same label: nothing can be told apart by them. */
export function refuseSingleLabel({ task, tokens }: Batches, { columns: { label } }: TokenTable): void {
  if (task !== 'class' || !label || label.rows === 0) return
  const only = singleId(label)
  if (only !== undefined) throw singleLabel(tokens.rows.labels?.[only] ?? String(only))
}

const idsPerRead = 4096

/** The id that all of a column is; mostly settled by the first few. */
function singleId(column: TokenColumn): number | undefined {
  const first = new Int32Array(1)
  column.read(0, first)
  for (let from = 0; from < column.length; from += idsPerRead) {
    const some = new Int32Array(Math.min(idsPerRead, column.length - from))
    column.read(from, some)
    if (some.some(id => id !== first[0])) return undefined
  }
  return first[0]
}

const singleLabel = (label: string) =>
  dataProblem(
    'one-label',
    'labels',
    text(
      `Every row to learn from has the label “${label}”: there is nothing to tell apart.`,
      `所有用于学习的数据都是标签“${label}”，没有可区分的内容。`,
    ),
    text(
      'Add rows with other labels, or shuffle the data before some is kept back from its end.',
      '请添加带有其他标签的数据；若从末尾保留数据，请先打乱顺序。',
    ),
  )
