import { allMetrics } from '../../../core/metrics/index.ts'
import type { MetricUnit } from '../../../core/metrics/metric.ts'
import type { Evaluation } from '../../../core/run/evaluation.ts'
import { evaluationDataTexts, generatedTextHeadings, labelScoreHeadings } from '../../../core/run/evaluation.ts'
import type { MetricValue } from '../../../core/run/report.ts'
import type { Language } from '../../../core/text.ts'
import { formatDuration, formatTable, formatValue, percent } from './format-values.ts'

/** What an evaluation came to: the rows it looked at, its measures, each label, and some of the texts that were written. */
export function formatEvaluation(evaluation: Evaluation, language: Language): string {
  const { measures, labels = [], written = [] } = evaluation
  const found = allMetrics().flatMap(({ id, title, unit }) => {
    const value = measures[id]
    return value === undefined ? [] : [[title[language], valueText(value, unit)]]
  })
  const parts = [rowsText(evaluation, language), formatTable(found)]
  if (labels.length > 0) {
    const head = labelScoreHeadings.map(title => title[language])
    const rows = labels.map(({ label, count, said, precision, recall, f1 }) => [
      label,
      ...[count, said].map(formatValue),
      ...[precision, recall, f1].map(part => percent(part)),
    ])
    parts.push(formatTable([head, ...rows]))
  }
  if (written.length > 0) {
    const head = generatedTextHeadings.map(title => title[language])
    parts.push(
      formatTable([head, ...written.map(({ source, wanted, written }) => [source, wanted, written].map(shorten))]),
    )
  }
  return parts.join('\n\n')
}

function rowsText({ data, rows, of, seconds }: Evaluation, language: Language): string {
  const share = rows < of ? ` (${percent(rows / of)})` : ''
  const from = evaluationDataTexts[data][language]
  const count = {
    en: `${formatValue(rows)} of ${formatValue(of)} rows${share} ${from}`,
    zh: `${from}：${formatValue(of)} 行中的 ${formatValue(rows)} 行${share}`,
  }
  return `${count[language]} · ${formatDuration(seconds)}`
}

function valueText(value: MetricValue, unit: MetricUnit): string {
  if (typeof value !== 'number') return value
  if (unit === 'fraction') return percent(value)
  return unit === 'score' ? value.toFixed(1) : formatValue(value)
}

/** The beginning of a long text, on one line. */
function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length > 48 ? `${line.slice(0, 47)}…` : line
}
