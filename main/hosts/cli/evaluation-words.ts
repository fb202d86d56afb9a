import { type Evaluation, measureFacts } from '../../../core/evaluation.ts'
import type { Value } from '../../../core/report.ts'
import { type Language, type Text, text } from '../../../core/text.ts'
import { duration, shown } from './numbers.ts'
import { table } from './table.ts'

/** What an evaluation came to: the rows it looked at, its measures, each label, and some of the texts that were written. */
export function evaluationWords(evaluation: Evaluation, language: Language): string {
  const { measures, labels = [], written = [] } = evaluation
  const found = Object.entries(measureFacts).flatMap(([name, { title, unit }]) => {
    const value = measures[name]
    return value === undefined ? [] : [[title[language], valueWords(value, unit)]]
  })
  const parts = [rowsWords(evaluation, language), table(found)]
  if (labels.length > 0) {
    const head = labelHeads.map(title => title[language])
    const rows = labels.map(({ label, count, said, precision, recall, f1 }) => [
      label,
      ...[count, said].map(shown),
      ...[precision, recall, f1].map(percent),
    ])
    parts.push(table([head, ...rows]))
  }
  if (written.length > 0) {
    const head = writtenHeads.map(title => title[language])
    parts.push(table([head, ...written.map(({ source, wanted, written }) => [source, wanted, written].map(short))]))
  }
  return parts.join('\n\n')
}

function rowsWords({ data, rows, of, seconds }: Evaluation, language: Language): string {
  const count = { en: `${shown(rows)} of ${shown(of)} rows`, zh: `${shown(of)} 行中的 ${shown(rows)} 行` }[language]
  const share = rows < of ? ` (${percent(rows / of)})` : ''
  return `${count}${share} ${origins[data][language]} · ${duration(seconds)}`
}

const origins: Readonly<Record<Evaluation['data'], Text>> = {
  file: text('of the file', '（来自文件）'),
  validation: text('that the run kept back', '（训练时保留）'),
  train: text('that the model learned from: nothing was kept back', '（模型学习过的数据：没有保留数据）'),
}

const labelHeads = [
  text('label', '标签'),
  text('is', '实有'),
  text('said', '判为'),
  text('precision', '精确率'),
  text('recall', '召回率'),
  text('F1', 'F1'),
]
const writtenHeads = [text('source', '源文'), text('wanted', '目标'), text('written', '写出')]

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function valueWords(value: Value, unit: 'share' | 'score' | 'plain'): string {
  if (typeof value !== 'number') return value
  if (unit === 'share') return percent(value)
  return unit === 'score' ? value.toFixed(1) : shown(value)
}

/** The beginning of a long text, on one line. */
function short(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length > 48 ? `${line.slice(0, 47)}…` : line
}
