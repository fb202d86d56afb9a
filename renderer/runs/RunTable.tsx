import { useText } from '../text/use-text.ts'
import { RunRow } from './RunRow.tsx'
import { useRuns } from './run-store.ts'

/** Every run, newest first. A click shows one; ticks choose several to compare. */
export function RunTable() {
  const { t } = useText()
  const { runs, shown, compared: ticked } = useRuns()
  if (runs.length === 0) return <p className="quiet run-table-empty">{t.noRuns}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="run-table" aria-label={t.runTable} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t.compare}</span>
            </th>
            <th scope="col">{t.runName}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.task}</th>
            <th scope="col" className="number">
              {t.steps}
            </th>
            <th scope="col" className="number">
              {t.loss}
            </th>
            <th scope="col" className="number">
              {t.speed}
            </th>
            <th scope="col">{t.started}</th>
            <th scope="col">
              <span className="unseen">{t.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <RunRow key={run.id} run={run} shown={run.id === shown} compared={ticked.indexOf(run.id)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
