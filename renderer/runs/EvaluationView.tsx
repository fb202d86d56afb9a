import { Fragment } from 'react'
import { allMetrics } from '../../core/metrics/index.ts'
import type { MetricUnit } from '../../core/metrics/metric.ts'
import {
  type Evaluation,
  evaluationDataTexts,
  type GeneratedText,
  generatedTextHeadings,
  type LabelScores,
  labelScoreHeadings,
} from '../../core/run/evaluation.ts'
import type { MetricValue } from '../../core/run/report.ts'
import type { Text } from '../../core/text.ts'
import { useText } from '../text/use-text.ts'

/** What an evaluation came to: its measures, each label, and some of the texts that were written. */
export function EvaluationView({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t, f, say } = useText()
  const { rows, of, data, seconds, measures, labels = [], written = [] } = evaluation
  const found = allMetrics().flatMap(({ id, title, unit }) => {
    const value = measures[id]
    return value === undefined ? [] : [{ id, value, title, unit }]
  })
  return (
    <section aria-label={t.evaluation}>
      <h3>{t.evaluation}</h3>
      <p className="quiet">
        {t.rowsMeasured(f.whole(rows), f.whole(of), say(evaluationDataTexts[data]))} · {f.duration(seconds)}
      </p>
      <dl className="facts">
        {found.map(({ id, title, value, unit }) => (
          <Fragment key={id}>
            <dt>{say(title)}</dt>
            <dd>
              <Figure value={value} unit={unit} />
            </dd>
          </Fragment>
        ))}
      </dl>
      {labels.length > 0 && <Labels labels={labels} />}
      {written.length > 0 && <WrittenTexts written={written} />}
    </section>
  )
}

function Figure({ value, unit }: { readonly value: MetricValue; readonly unit: MetricUnit }) {
  const { f } = useText()
  if (typeof value === 'number' && unit === 'fraction') return f.percent(value)
  return typeof value === 'number' && unit === 'score' ? value.toFixed(1) : f.loss(value)
}

function Heads({ heads, numbers }: { readonly heads: readonly Text[]; readonly numbers: boolean }) {
  const { say } = useText()
  return (
    <thead>
      <tr>
        {heads.map((head, i) => (
          <th key={head.en} scope="col" className={numbers && i > 0 ? 'number' : ''}>
            {say(head)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Labels({ labels }: { readonly labels: readonly LabelScores[] }) {
  const { f } = useText()
  return (
    <table>
      <Heads heads={labelScoreHeadings} numbers />
      <tbody>
        {labels.map(({ label, count, said, precision, recall, f1 }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="number">{f.whole(count)}</td>
            <td className="number">{f.whole(said)}</td>
            <td className="number">{f.percent(precision)}</td>
            <td className="number">{f.percent(recall)}</td>
            <td className="number">{f.percent(f1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WrittenTexts({ written }: { readonly written: readonly GeneratedText[] }) {
  return (
    <table>
      <Heads heads={generatedTextHeadings} numbers={false} />
      <tbody>
        {written.map(({ source, wanted, written }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
          <tr key={i} data-right={wanted === written}>
            <th scope="row">{source}</th>
            <td>{wanted}</td>
            <td>{written}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
