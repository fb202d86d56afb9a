import { type Evaluation, evaluationRows, labelHeads, measureFacts, writtenHeads } from '../../../core/evaluation.ts'
import type { Value } from '../../../core/report.ts'
import type { Language } from '../../../core/text.ts'
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
  const share = rows < of ? ` (${percent(rows / of)})` : ''
  const from = evaluationRows[data][language]
  const count = {
    en: `${shown(rows)} of ${shown(of)} rows${share} ${from}`,
    zh: `${from}：${shown(of)} 行中的 ${shown(rows)} 行${share}`,
  }
  return `${count[language]} · ${duration(seconds)}`
}

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
