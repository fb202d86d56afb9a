import type { TokenColumn, TokenTable } from '../../core/batch.ts'
import type { Batches } from '../../core/plan/plan.ts'
import type { Report } from '../../core/report.ts'
import { type Text, text } from '../../core/text.ts'
import { rowLength } from '../../core/token-column.ts'
import { rowsOf } from './some-rows.ts'

/** What a user should know about data that can be trained on all the same. */
export function remarks(batches: Batches, train: TokenTable, validation: TokenTable): Report[] {
  const limits = batches.limits ?? { source: batches.length, target: batches.targetLength }
  const { source, target } = train.columns
  const found: Report[] = []
  if (rowsOf(train) > 0 && rowsOf(validation) === 0) found.push(remark('nothing-kept-back', nothingKeptBack))
  if (source) found.push(...cut('sources-cut', source, limits.source, text('sources', '源文')))
  if (target && limits.target) found.push(...cut('targets-cut', target, limits.target, text('targets', '目标')))
  const { question } = train.columns
  const longest = batches.asking?.pair?.question
  if (question && longest) found.push(...cut('questions-cut', question, longest + 1, text('questions', '问题')))
  const whole = train.columns.text ?? train.columns.tokens
  if (whole && ['class', 'tags'].includes(batches.task))
    found.push(...cut('texts-cut', whole, batches.length - 1, text('texts', '文本')))
  return found
}

/** Rows that do not fit with their end token. */
function cut(code: string, column: TokenColumn, most: number, name: Text): Report[] {
  let [long, longest] = [0, 0]
  for (let row = 0; row < column.rows; row++) {
    const length = rowLength(column, row) + 1
    if (length > most) long++
    longest = Math.max(longest, length)
  }
  if (long === 0) return []
  const share = ((100 * long) / column.rows).toPrecision(2)
  return [
    remark(
      code,
      text(
        `${long} ${name.en} (${Number(share)}%) are longer than ${most} tokens and were cut; the longest has ${longest}.`,
        `有 ${long} 条${name.zh}（${Number(share)}%）超过 ${most} 个词元，已被截断；最长的有 ${longest} 个。`,
      ),
    ),
  ]
}

const remark = (code: string, message: Text): Report => ({ t: 'warn', code, message })

const nothingKeptBack = text(
  'No data is kept back, so only the loss on the training data is known. Add “Keep some back” after the data.',
  '没有保留验证数据，因此只能得到训练数据上的损失。请在数据之后添加“划分验证集”。',
)
