import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import type { Axis } from './LossChart.tsx'
import { LossChart } from './LossChart.tsx'
import { RunFacts } from './RunFacts.tsx'
import { useRunFeed } from './run-feed.ts'
import { useRuns, useShownRun } from './run-store.ts'
import { SampleView } from './SampleView.tsx'

/** The loss of the shown run (and of the ticked ones, over it), its figures and its newest prediction. */
export function CurveTab() {
  const { t, f } = useText()
  const run = useShownRun()
  const { compared: ticked } = useRuns()
  const { sample } = useRunFeed(run?.id)
  const [axis, setAxis] = useState<Axis>('step')
  if (!run) return <p className="quiet">{t.noRunSelected}</p>
  const names = { step: t.steps, tokens: t.tokensSeen, seconds: t.seconds }
  return (
    <div className="curve-view">
      <figure>
        <figcaption>
          {t.lossTitle}
          <select aria-label={t.axis} value={axis} onChange={e => setAxis(e.target.value as Axis)}>
            {Object.entries(names).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </figcaption>
        <LossChart runs={ticked.length > 0 ? ticked : [run.id]} axis={axis} axisName={names[axis]} />
      </figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="curve-side" aria-label={t.runFacts} tabIndex={0}>
        <section aria-label={t.sample}>
          <h3>{sample ? t.sampleAt(f.whole(sample.step)) : t.sample}</h3>
          {sample ? <SampleView sample={sample.sample} /> : <p className="quiet">{t.noSample}</p>}
        </section>
        <RunFacts run={run} />
      </section>
    </div>
  )
}
