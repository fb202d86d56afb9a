import { metricTitle } from '../../../core/metrics/index.ts'
import type { RunComparison } from '../../../core/run/run.ts'
import type { Language, Text } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { formatTable, formatValue } from './format-values.ts'
import { taskName } from './labels.ts'

type Measure = RunComparison['measures'][number]

/** Measures as rows, runs as columns, then what was set differently. */
export function formatComparison({ runs, measures, differences }: RunComparison, language: Language): string {
  const rows = measures
    .filter(hasValues)
    .map(m => [measureTitle(m, language), ...m.values.map(v => formatMeasure(m, v, language))])
  const lines = [formatTable([['', ...runs.map(run => run.name)], ['', ...runs.map(run => run.id)], ...rows])]
  if (measures.some(m => hasValues(m) && !m.comparable)) lines.push('', footnote[language])
  if (runs.length > 1 && differences.length > 0) {
    const set = differences.map(({ name, values }) => [name, ...values.map(value => formatValue(value))])
    lines.push('', text('Different settings:', '设置不同：')[language], formatTable(set))
  }
  return lines.join('\n')
}

/** A measure that at least one run has. */
export const hasValues = ({ values }: Measure): boolean => values.some(value => value !== null)

export const formatMeasure = ({ name }: Measure, value: Measure['values'][number], language: Language): string =>
  name === 'objective' ? taskName(String(value), language) : formatValue(value)

/** The measure's name and unit; a star where these runs may not be compared by it. */
export function measureTitle({ name, unit, comparable }: Measure, language: Language): string {
  const title = (names[name] ?? metricTitle(name))[language]
  return `${title}${unit && unit !== 'tokens' ? ` (${unit})` : ''}${comparable ? '' : ' *'}`
}

export const footnote = text(
  '* Not comparable between these runs: each objective predicts something different, so its loss means something different.\n  Compare a loss with the unigram entropy of its own targets: below it, the model has learned from context.',
  '* 这些运行之间不可比：各训练目标预测的内容不同，损失的含义也不同。\n  请将损失与其自身目标的一元熵比较：低于它，说明模型学会了利用上下文。',
)

const names: Readonly<Record<string, Text>> = {
  objective: text('objective', '训练目标'),
  device: text('device', '设备'),
  parameters: text('parameters', '参数量'),
  'tokens seen': text('tokens seen', '已见词元'),
  seconds: text('time', '用时'),
  speed: text('speed', '速度'),
  'first validation loss': text('first validation loss', '初始验证损失'),
  'last validation loss': text('last validation loss', '最终验证损失'),
  'best validation loss': text('best validation loss', '最佳验证损失'),
}
