import { allMetrics } from '../../../core/metrics/index.ts'
import type { MetricValue } from '../../../core/run/report.ts'
import type { Run, RunEvent, RunProgress } from '../../../core/run/run.ts'
import type { Language } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { formatProblem } from './format-problem.ts'
import { formatSample } from './format-sample.ts'
import { formatDuration, formatValue, terminalWidth } from './format-values.ts'
import { phaseLabels } from './labels.ts'
import { clearLine, type Screen } from './progress-line.ts'

interface ProgressState {
  progress: RunProgress
  step: number
  run?: Run
  latest: Record<string, MetricValue>
}

/** Shows a run as it goes: one line that is drawn again on a terminal, else a line at every 5 % or 10 seconds. */
export function createProgressView(screen: Screen, language: Language, clock: () => number = Date.now) {
  const now: ProgressState = { progress: { phase: 'read' }, step: 0, latest: {} }
  const draw = screen.isTTY ? line(screen, now, language) : log(screen, now, language, clock)
  const say = (words: string) => draw.above(words)

  return {
    show(event: RunEvent): void {
      if (event.kind === 'run') now.run = event.run
      if (event.kind === 'progress') now.progress = event.progress
      if (event.kind === 'points') for (const p of event.points) recordPoint(now, p.step, p.name, p.value)
      if (event.kind === 'warning') say(formatProblem(event.problem, language))
      if (event.kind === 'sample') say(formatSample(event.sample))
      draw.refresh()
    },
    end: () => draw.end(),
  }
}

function recordPoint(now: ProgressState, step: number, name: string, value: MetricValue): void {
  now.step = Math.max(now.step, step)
  now.latest[name] = value
}

function line(screen: Screen, now: ProgressState, language: Language) {
  const refresh = () =>
    screen.write(clearLine + cut(`${bar(fractionDone(now))} ${words(now, language)}`, (screen.columns || 80) - 1))
  return {
    refresh,
    above: (message: string) => screen.write(`${clearLine}${message}\n`),
    end: () => screen.write(clearLine),
  }
}

function log(screen: Screen, now: ProgressState, language: Language, clock: () => number) {
  let phase = ''
  let part = 0
  let time = clock()
  const refresh = () => {
    const reached = Math.floor(fractionDone(now) * 20)
    const due = training(now) ? reached > part || clock() - time >= 10_000 : now.progress.phase !== phase
    if (!due) return
    phase = now.progress.phase
    part = Math.max(part, reached)
    time = clock()
    screen.write(`${words(now, language)}\n`)
  }
  return { refresh, above: (message: string) => screen.write(`${message}\n`), end: () => undefined }
}

/** Evaluations and checkpoints in between belong to training. */
const training = ({ step }: ProgressState) => step > 0

function fractionDone({ step, run, progress: { done = 0, total = 0, phase } }: ProgressState): number {
  if (step > 0) return run?.steps ? Math.min(1, step / run.steps) : 0
  return total > 0 && phase !== 'train' ? done / total : 0
}

function words(now: ProgressState, language: Language): string {
  const { step, run, latest, progress } = now
  if (!training(now)) {
    const { done, total } = progress
    const sofar =
      phaseLabels[progress.phase][language] + (total ? ` ${formatValue(done ?? 0)} / ${formatValue(total)}` : '')
    return [sofar, ...timeLeft(progress, language)].join('  ')
  }
  return [
    `${Math.round(fractionDone(now) * 100)} %`,
    `${text('step', '步')[language]} ${formatValue(step)}/${formatValue(run?.steps)}`,
    ...loss(text('loss', '损失')[language], latest['train/loss']),
    ...loss(text('validation', '验证')[language], latest['validation/loss']),
    ...headline(latest, language),
    ...(progress.tokensPerSecond ? [`${formatValue(Math.round(progress.tokensPerSecond))} tokens/s`] : []),
    ...timeLeft(progress, language),
  ].join('  ')
}

/** The first metric of the model, beside its loss, that is better the higher it is. */
function headline(latest: ProgressState['latest'], language: Language): string[] {
  const shown = allMetrics().find(({ id, better }) => better === 'up' && latest[`validation/${id}`] !== undefined)
  return shown ? loss(shown.title[language], latest[`validation/${shown.id}`]) : []
}

const timeLeft = ({ secondsLeft }: RunProgress, language: Language): string[] =>
  secondsLeft ? [`${formatDuration(secondsLeft)} ${text('left', '剩余')[language]}`] : []

const loss = (name: string, value: MetricValue | undefined): string[] =>
  value === undefined ? [] : [`${name} ${typeof value === 'number' ? value.toFixed(3) : value}`]

const width = 20
const bar = (part: number) => {
  const full = Math.round(part * width)
  return `▕${'█'.repeat(full)}${' '.repeat(width - full)}▏`
}

function cut(words: string, columns: number): string {
  let room = columns
  const fits = [...words].filter(letter => {
    room -= terminalWidth(letter)
    return room >= 0
  })
  return fits.join('')
}
