import type { MetricPoint, Run, RunEvent } from '../../../core/run/run.ts'

/** Something that can be said of a run in one line of JSON; `t` and its fields are those of core/run/report.ts. */
export type ReportLine = Readonly<Record<string, unknown> & { t: string }>

/** Turns the events of one run into the lines of the engine protocol: start, phase, point, sample, warn, done, failed. */
export function createReportWriter(): (event: RunEvent) => ReportLine[] {
  let started = false
  const ofRun = (run: Run): ReportLine[] => {
    const lines: ReportLine[] = []
    if (!started && run.parameters > 0) {
      started = true
      const { id, name, task, device, parameters, steps } = run
      lines.push({ t: 'start', run: id, name, task, device, parameters, steps })
    }
    const { id, state, step, tokens, seconds } = run
    if (state === 'done' || state === 'stopped')
      lines.push({ t: 'done', run: id, step, tokens, seconds, stopped: state === 'stopped' })
    if (state === 'failed' || state === 'interrupted') lines.push({ t: 'failed', run: id, step, problem: run.problem })
    return lines
  }
  return event => {
    if (event.kind === 'run') return ofRun(event.run)
    if (event.kind === 'points') return pointLines(event.points)
    if (event.kind === 'sample') return [{ t: 'sample', step: event.step, ...event.sample }]
    if (event.kind === 'progress') return [{ t: 'phase', ...event.progress }]
    const { code, message } = event.problem
    return [{ t: 'warn', code, message }]
  }
}

/** One line per step, with all that was measured there. */
const pointLines = (points: readonly MetricPoint[]): ReportLine[] =>
  Array.from(Map.groupBy(points, p => p.step).values(), measured => {
    const { step, tokens, seconds } = measured[0] as MetricPoint
    return { t: 'point', step, tokens, seconds, values: Object.fromEntries(measured.map(p => [p.name, p.value])) }
  })
