import { relative, resolve } from 'node:path'
import type { Problem } from '../../core/problem.ts'
import type { EngineReport } from '../../core/run/report.ts'
import type { Run, RunProgress } from '../../core/run/run.ts'
import { text } from '../../core/text.ts'
import type { Store } from './store.ts'

/** Writes a batch of reports in one transaction, so that a chart never shows half of a step. */
export function recordReports(store: Store, run: string, folder: string, reports: readonly EngineReport[]): void {
  store.atomically(() => {
    for (const report of reports) writeReport(store, run, folder, report)
  })
}

function writeReport(store: Store, id: string, folder: string, report: EngineReport): void {
  switch (report.t) {
    case 'start':
      store.runs.started(id, report)
      break
    case 'phase':
      store.runs.setProgress(id, progressOf(report))
      break
    case 'point':
      writePoint(store, id, report)
      break
    case 'sample': {
      const { t: _, step, ...sample } = report
      store.messages.addSample(id, step, sample)
      break
    }
    case 'warn':
      store.messages.addWarning(id, store.runs.get(id)?.step ?? 0, warningProblem(report))
      break
    case 'checkpoint':
      store.checkpoints.add(id, { ...report, folder: relative(folder, resolve(folder, report.folder)) })
  }
}

const warningProblem = ({ code, message }: Extract<EngineReport, { t: 'warn' }>): Problem => ({
  code,
  severity: 'warning',
  message,
  fix: text('', ''),
})

const progressOf = ({ t: _, ...progress }: Extract<EngineReport, { t: 'phase' }>): RunProgress => progress

function writePoint(store: Store, id: string, report: Extract<EngineReport, { t: 'point' }>): void {
  const { step, tokens, seconds, values } = report
  for (const [name, value] of Object.entries(values)) store.points.add(id, { step, tokens, seconds, name, value })
  const steps = store.runs.steps(id)
  if (steps !== undefined) store.runs.moved(id, report, withSpeed(report, steps))
}

/** Speed and time left, from the average so far. */
function withSpeed({ step, tokens, seconds }: Pick<Run, 'step' | 'tokens' | 'seconds'>, steps: number): RunProgress {
  const progress = { phase: 'train', done: step, total: steps } as const
  if (step <= 0 || seconds <= 0) return progress
  return { ...progress, tokensPerSecond: tokens / seconds, secondsLeft: (Math.max(0, steps - step) * seconds) / step }
}
