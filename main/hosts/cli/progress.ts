import { judgements, type Value } from '../../../core/report.ts'
import type { Progress, Run, RunEvent } from '../../../core/run.ts'
import { type Language, text } from '../../../core/text.ts'
import { duration, shown } from './numbers.ts'
import { problemWords } from './problem-words.ts'
import { sampleWords } from './sample-words.ts'
import { phases } from './state-words.ts'
import { cells } from './table.ts'

interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(words: string): unknown
}

interface Now {
  progress: Progress
  step: number
  run?: Run
  latest: Record<string, Value>
}

/** Shows a run as it goes: one line that is drawn again on a terminal, else a line at every 5 % or 10 seconds. */
export function progressView(screen: Screen, language: Language, clock: () => number = Date.now) {
  const now: Now = { progress: { phase: 'read' }, step: 0, latest: {} }
  const draw = screen.isTTY ? line(screen, now, language) : log(screen, now, language, clock)
  const say = (words: string) => draw.above(words)

  return {
    show(event: RunEvent): void {
      if (event.kind === 'run') now.run = event.run
      if (event.kind === 'progress') now.progress = event.progress
      if (event.kind === 'points') for (const p of event.points) note(now, p.step, p.name, p.value)
      if (event.kind === 'warning') say(problemWords(event.problem, language))
      if (event.kind === 'sample') say(sampleWords(event.sample))
      draw.refresh()
    },
    end: () => draw.end(),
  }
}

function note(now: Now, step: number, name: string, value: Value): void {
  now.step = Math.max(now.step, step)
  now.latest[name] = value
}

function line(screen: Screen, now: Now, language: Language) {
  const clear = '\r\u001b[2K'
  const refresh = () =>
    screen.write(clear + cut(`${bar(share(now))} ${words(now, language)}`, (screen.columns || 80) - 1))
  return {
    refresh,
    above: (message: string) => screen.write(`${clear}${message}\n`),
    end: () => screen.write(clear),
  }
}

function log(screen: Screen, now: Now, language: Language, clock: () => number) {
  let phase = ''
  let part = 0
  let time = clock()
  const refresh = () => {
    const reached = Math.floor(share(now) * 20)
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
const training = ({ step }: Now) => step > 0

function share({ step, run, progress: { done = 0, total = 0, phase } }: Now): number {
  if (step > 0) return run?.steps ? Math.min(1, step / run.steps) : 0
  return total > 0 && phase !== 'train' ? done / total : 0
}

function words(now: Now, language: Language): string {
  const { step, run, latest, progress } = now
  if (!training(now)) {
    const { done, total } = progress
    const sofar = phases[progress.phase][language] + (total ? ` ${shown(done ?? 0)} / ${shown(total)}` : '')
    return [sofar, ...timeLeft(progress, language)].join('  ')
  }
  return [
    `${Math.round(share(now) * 100)} %`,
    `${text('step', '步')[language]} ${shown(step)}/${shown(run?.steps)}`,
    ...loss(text('loss', '损失')[language], latest['train/loss']),
    ...loss(text('validation', '验证')[language], latest['validation/loss']),
    ...loss(judgements.accuracy?.[language] ?? '', latest['validation/accuracy']),
    ...(progress.tokensPerSecond ? [`${shown(Math.round(progress.tokensPerSecond))} tokens/s`] : []),
    ...timeLeft(progress, language),
  ].join('  ')
}

const timeLeft = ({ secondsLeft }: Progress, language: Language): string[] =>
  secondsLeft ? [`${duration(secondsLeft)} ${text('left', '剩余')[language]}`] : []

const loss = (name: string, value: Value | undefined): string[] =>
  value === undefined ? [] : [`${name} ${typeof value === 'number' ? value.toFixed(3) : value}`]

const width = 20
const bar = (part: number) => {
  const full = Math.round(part * width)
  return `▕${'█'.repeat(full)}${' '.repeat(width - full)}▏`
}

function cut(words: string, columns: number): string {
  let room = columns
  const fits = [...words].filter(letter => {
    room -= cells(letter)
    return room >= 0
  })
  return fits.join('')
}
