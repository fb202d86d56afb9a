import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { rowLength } from '../../../core/data/token-column.ts'
import type { Batches } from '../../../core/plan/plan.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { type Text, text } from '../../../core/text.ts'
import { rowCount } from './row-selection.ts'

/** Warnings about data that can be trained on nevertheless. */
export function dataWarnings(batches: Batches, train: TokenTable, validation: TokenTable): EngineReport[] {
  const smaller = batches.collator.params.alike === true
  const limits = batches.limits ?? { source: batches.length, target: batches.targetLength }
  const { source, target } = train.columns
  const found: EngineReport[] = []
  const rooms = (...given: Given) => lengthWarnings(given, smaller)
  if (rowCount(train) > 0 && rowCount(validation) === 0) found.push(warning('nothing-kept-back', nothingKeptBack))
  if (source) found.push(...rooms('sources-cut', source, limits.source, text('sources', '源文')))
  if (target && limits.target) found.push(...rooms('targets-cut', target, limits.target, text('targets', '目标文本')))
  const { question } = train.columns
  const longest = batches.asking?.pair?.question
  if (question && longest) found.push(...rooms('questions-cut', question, longest + 1, text('questions', '问题')))
  const whole = train.columns.text ?? train.columns.tokens
  if (whole && ['class', 'tags'].includes(batches.task))
    found.push(...rooms('texts-cut', whole, batches.length - 1, text('texts', '文本')))
  return found
}

/** The share of positions that hold tokens, below which a shorter length is suggested. */
const lowFillRatio = 0.25

type Given = readonly [code: string, column: TokenColumn, maxLength: number, name: Text]

/** Warns of rows that do not fit with their end token, and of rows that leave most positions empty. */
function lengthWarnings([code, column, maxLength, name]: Given, smaller: boolean): EngineReport[] {
  const { long, longest, filled, nearlyAll } = lengthStats(column, maxLength)
  const percent = (part: number) => Number((100 * part).toPrecision(2))
  const found: EngineReport[] = []
  if (long > 0)
    found.push(
      warning(
        code,
        text(
          `${long} ${name.en} (${percent(long / column.rows)}%) are longer than ${maxLength} tokens and were truncated; the longest has ${longest}.`,
          `有 ${long} 条${name.zh}（${percent(long / column.rows)}%）超过 ${maxLength} 个词元，已被截断；最长的有 ${longest} 个。`,
        ),
      ),
    )
  if (column.rows > 0 && filled < lowFillRatio)
    found.push(
      warning(
        'much-padding',
        text(
          `On average the ${name.en} use ${percent(filled)}% of their ${maxLength} positions, ${smaller ? 'so most batches are made shorter' : 'and the rest is padding, which takes time'}. A length of ${nearlyAll} would fit 95% of them without truncation.`,
          `${name.zh}平均只占 ${maxLength} 个位置中的 ${percent(filled)}%，${smaller ? '因此多数批次会缩短' : '其余都是填充，会占用时间'}。长度 ${nearlyAll} 就能完整容纳其中的 95%。`,
        ),
      ),
    )
  return found
}

/** Statistics of rows with their end token: how many are longer than `maxLength`, the longest, the share of positions they fill, and the length that fits 95%. */
function lengthStats(column: TokenColumn, maxLength: number) {
  const counts = new Float64Array(maxLength + 1)
  let [long, longest, sum] = [0, 0, 0]
  for (let row = 0; row < column.rows; row++) {
    const length = rowLength(column, row) + 1
    if (length > maxLength) long++
    longest = Math.max(longest, length)
    const kept = Math.min(length, maxLength)
    counts[kept] = (counts[kept] as number) + 1
    sum += kept
  }
  let [nearlyAll, rows] = [0, 0]
  while (rows < 0.95 * column.rows) rows += counts[nearlyAll++] as number
  return { long, longest, filled: sum / (column.rows * maxLength), nearlyAll: nearlyAll - 1 }
}

const warning = (code: string, message: Text): EngineReport => ({ t: 'warn', code, message })

const nothingKeptBack = text(
  'There is no validation split, so only the training loss is known. Add “Train/validation split” after the data.',
  '没有验证集，因此只能得到训练损失。请在数据之后添加“划分训练/验证集”。',
)
