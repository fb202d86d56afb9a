import { useEffect, useState } from 'react'
import { metricTitle } from '../../core/metrics/index.ts'
import type { RunComparison } from '../../core/run/run.ts'
import { useTaskTitle } from '../blocks/catalog.ts'
import { patchbay } from '../connection/client.ts'
import { notifyError } from '../state/notices.ts'
import { useText } from '../text/use-text.ts'
import { useRuns } from './run-store.ts'

/** The ticked runs side by side: their measures, and the settings that differ. */
export function CompareTab() {
  const { t } = useText()
  const { compared: ticked, runs } = useRuns()
  const [comparison, setComparison] = useState<RunComparison>()
  const progress = runs
    .filter(r => ticked.includes(r.id))
    .map(r => `${r.id} ${r.state}`)
    .join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared again when a run ends
  useEffect(() => {
    if (ticked.length < 2) return setComparison(undefined)
    let current = true
    patchbay.call('run.compare', { runs: [...ticked] }).then(c => current && setComparison(c), notifyError)
    return () => {
      current = false
    }
  }, [ticked, progress])

  if (ticked.length < 2) return <p className="quiet">{t.selectTwo}</p>
  if (!comparison) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="comparing" aria-label={t.compare} tabIndex={0}>
      <Measures comparison={comparison} />
      <Differences comparison={comparison} />
    </section>
  )
}

function Measures({ comparison: { runs, measures } }: { readonly comparison: RunComparison }) {
  const { t, say } = useText()
  const names: Readonly<Record<string, string>> = t.measures
  const taskTitle = useTaskTitle()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.measure}</th>
          {runs.map((run, i) => (
            <th key={run.id} scope="col" className="number" data-series={i % 6}>
              {run.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.map(({ name, unit, values, comparable }) => (
          <tr key={name} data-comparable={comparable}>
            <th scope="row">
              {names[name] ?? say(metricTitle(name))} {unit && unit !== 'tokens' && <small>{unit}</small>}
              {!comparable && <em>{t.notComparable}</em>}
            </th>
            {values.map((value, i) => (
              <td key={runs[i]?.id} className="number">
                <Figure value={typeof value === 'string' ? taskTitle(value) : value} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Figure({ value }: { readonly value: number | string | null }) {
  const { f } = useText()
  if (value === null) return '–'
  if (typeof value === 'string') return value
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? f.whole(value) : value.toPrecision(4)
}

function Differences({ comparison: { runs, differences } }: { readonly comparison: RunComparison }) {
  const { t } = useText()
  if (differences.length === 0) return <p className="quiet">{t.noDifferences}</p>
  return (
    <table>
      <caption>{t.differences}</caption>
      <tbody>
        {differences.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, i) => (
              <td key={runs[i]?.id} className="number">
                {value === undefined || value === null
                  ? '–'
                  : typeof value === 'object'
                    ? JSON.stringify(value)
                    : String(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
