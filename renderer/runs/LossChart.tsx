import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import { useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'
import { createChartData } from './chart-data.ts'
import type { RunFeed } from './run-feed.ts'
import { useRunFeeds } from './run-feed.ts'
import { useRuns } from './run-store.ts'

interface LossChartProps {
  readonly runs: readonly string[]
  readonly axis: Axis
  readonly axisName: string
}

/** Training loss (thin) and validation loss (with dots) of one or several runs, growing as they train. */
export function LossChart({ runs, axis, axisName }: LossChartProps) {
  const { t } = useText()
  const heard = useRunFeeds(h => h.runs)
  const known = useRuns(r => r.runs)
  const theme = useSettings(s => s.resolvedTheme)
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const [data] = useState(createChartData)

  const name = (run: string) => known.find(r => r.id === run)?.name ?? run
  const series = lossSeries(heard, runs, axis)
  const labels = series.map(
    s => `${runs.length > 1 ? `${name(s.run)}: ` : ''}${s.kind === 'train' ? t.trainLoss : t.validationLoss}`,
  )
  const shape = [theme, axisName, ...series.map((s, i) => `${s.kind} ${s.colour} ${labels[i]}`)].join('|')

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew only when its shape changes; data comes below
  useEffect(() => {
    const element = place.current
    if (!element || series.length === 0) return
    data.update(series)
    const made = new uPlot(options(element, series, labels), data.columns(), element)
    chart.current = made
    const sizes = new ResizeObserver(() => made.setSize(sizeOf(element)))
    sizes.observe(element)
    return () => {
      sizes.disconnect()
      made.destroy()
      chart.current = undefined
    }
  }, [shape])
  useEffect(() => {
    if (data.update(series)) chart.current?.setData(data.columns())
  })

  const told = series.map((s, i) => `${labels[i]} ${s.y.at(-1)?.toFixed(3) ?? ''}`).join('; ')
  return (
    <div className="chart-frame">
      <div className="chart" ref={place} role="img" aria-label={`${t.curve}: ${told || t.noPoints}`} />
      {series.length === 0 && <p className="quiet">{t.noPoints}</p>}
      <ul className="legend">
        {runs.length === 1 &&
          series.map((s, i) => (
            <li key={labels[i]} data-series={s.colour} data-kind={s.kind}>
              {labels[i]}
            </li>
          ))}
        {runs.length > 1 &&
          runs.map((run, i) => (
            <li key={run} data-series={i % 6} data-kind="validation" title={name(run)}>
              <span>{name(run)}</span>
            </li>
          ))}
        {runs.length > 1 && <li className="legend-hint">{t.legendHint}</li>}
      </ul>
    </div>
  )
}

const sizeOf = (element: HTMLElement) => ({
  width: Math.max(160, element.clientWidth),
  height: Math.max(100, element.clientHeight),
})

function options(element: HTMLElement, series: readonly Series[], labels: readonly string[]): uPlot.Options {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis: uPlot.Axis = {
    stroke: colour('--ink-2'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1, size: 4 },
  }
  return {
    ...sizeOf(element),
    legend: { show: false },
    cursor: { drag: { x: true, y: false } },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 28 },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      ...series.map((s, i): uPlot.Series => {
        const validation = s.kind === 'validation'
        const stroke = colour(`--series-${s.colour}`)
        return {
          label: labels[i] ?? '',
          stroke: validation ? stroke : `color-mix(in srgb, ${stroke} 60%, transparent)`,
          width: validation ? 2 : 1,
          spanGaps: true,
          points: { show: validation, size: 6, fill: stroke },
        }
      }),
    ],
  }
}

/** What a curve is drawn against. */
export type Axis = 'step' | 'tokens' | 'seconds'

export interface Series {
  readonly run: string
  readonly kind: 'train' | 'validation'
  /** Number of its colour, 0 to 5. */
  readonly colour: number
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** The loss curves of these runs that have at least one point, each run in a colour of its own. */
export const lossSeries = (heard: Readonly<Record<string, RunFeed>>, runs: readonly string[], axis: Axis): Series[] =>
  runs.flatMap((run, i) =>
    (['train', 'validation'] as const).flatMap(kind => {
      const curve = heard[run]?.curves.get(`${kind}/loss`)
      return curve ? [{ run, kind, colour: i % 6, x: curve[axis], y: curve.value }] : []
    }),
  )
