import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Problem } from '../../core/problem.ts'
import type { EngineCommand, EngineReport } from '../../core/run/report.ts'
import { text } from '../../core/text.ts'
import { exitProblem } from './exit-reason.ts'
import { parseReport } from './parse-report.ts'

export interface EngineProcessOptions {
  /** A real Node, see findNode(). */
  readonly node: string
  /** The engine's script. */
  readonly script: string
  readonly folder: string
  readonly home: string
  /**
   * Takes a batch of reports, in order, at most every `batchMs` milliseconds. All of them come before `ended`. When it throws,
   * the run ends as failed: the engine is asked to stop, and later batches are still handed over.
   */
  readonly onReports: (reports: readonly EngineReport[]) => void
  readonly batchMs?: number
  /** Milliseconds an engine has to stop between steps, then to end after SIGTERM. */
  readonly graceMs?: { readonly stop: number; readonly term: number }
}

export interface EngineOutcome {
  readonly state: 'done' | 'stopped' | 'failed'
  readonly problem?: Problem
}

export interface EngineProcess {
  readonly pid: number | undefined
  readonly ended: Promise<EngineOutcome>
  /** Asks it to stop after the step it is in, with a checkpoint; then insists. */
  stop(): void
  /** Ends it at once, without a checkpoint. */
  kill(): void
}

/** Starts an engine in a process of its own and supervises it until it has ended, in whatever way. */
export function superviseEngine(options: EngineProcessOptions): EngineProcess {
  const child = spawn(options.node, [options.script, options.folder, options.home], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // Ctrl-C in the terminal is for us; we ask the engine to stop kindly
    windowsHide: true,
  })
  child.stdin.on('error', () => undefined) // it died with a command on the way; `close` tells
  const log = openEngineLog(child, join(options.folder, 'engine.log'))
  const stopping = stopInStages(child, options.graceMs ?? { stop: 30_000, term: 5_000 })
  const reports = collectReports(child, options, {
    onLogLine: log.write,
    onPhase: stopping.alive,
    onLastReport: stopping.leave,
    onFailure: stopping.stop,
  })
  const ended = new Promise<EngineOutcome>(resolve => {
    child.on('error', error => log.write(`${error.message}\n`)) // could not start; `close` follows
    child.on('close', (code, signal) => {
      stopping.over()
      reports.flush()
      log.end()
      const failure = reports.failure()
      if (failure) resolve({ state: 'failed', problem: failure })
      else resolve(outcome(reports.last(), stopping.requested(), { code, signal, log: log.tail() }))
    })
  })
  return { pid: child.pid, ended, stop: stopping.stop, kill: stopping.kill }
}

/** The engine's own word wins over the way its process ended. */
function outcome(
  last: EngineReport | undefined,
  stopRequested: boolean,
  exit: Parameters<typeof exitProblem>[0],
): EngineOutcome {
  if (last?.t === 'failed') return { state: 'failed', problem: last.problem }
  if (last?.t === 'done') return { state: last.stopped ? 'stopped' : 'done' }
  return stopRequested ? { state: 'stopped', problem: stoppedByForce } : { state: 'failed', problem: exitProblem(exit) }
}

interface OutputListeners {
  readonly onLogLine: (line: string) => void
  /** The engine is busy with something other than steps. */
  readonly onPhase: () => void
  /** The engine sent its last report. */
  readonly onLastReport: () => void
  /** A batch of reports could not be taken. */
  readonly onFailure: () => void
}

/** Reads reports line by line and hands them on in batches: a store writes one transaction for each. */
function collectReports(child: ChildProcess, { onReports, batchMs = 50 }: EngineProcessOptions, tell: OutputListeners) {
  let waiting: EngineReport[] = []
  let timer: NodeJS.Timeout | undefined
  let last: EngineReport | undefined
  let failure: Problem | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const ready = waiting
    waiting = []
    if (ready.length === 0) return
    try {
      onReports(ready)
    } catch (error) {
      tell.onLogLine(`${error instanceof Error ? error.stack : error}\n`)
      failure ??= cannotRecord(error instanceof Error ? error.message : String(error))
      tell.onFailure()
    }
  }
  createInterface({ input: child.stdout as NodeJS.ReadableStream, crlfDelay: Infinity }).on('line', line => {
    const report = parseReport(line)
    if (!report) return tell.onLogLine(`${line}\n`)
    waiting.push(report)
    timer ??= setTimeout(flush, batchMs)
    if (report.t === 'phase') tell.onPhase()
    if (report.t !== 'done' && report.t !== 'failed') return
    last = report
    tell.onLastReport()
  })
  return { flush, last: () => last, failure: () => failure }
}

/** Everything that is not a report goes to a file; the end of it is kept to explain a death. */
function openEngineLog(child: ChildProcess, file: string) {
  const stream = createWriteStream(file, { flags: 'a' })
  stream.on('error', () => undefined) // a full disk must not end the run
  let tail = ''
  const write = (piece: string) => {
    stream.write(piece)
    tail = (tail + piece).slice(-4000)
  }
  child.stderr?.setEncoding('utf8').on('data', write)
  return { write, tail: () => tail, end: () => stream.end() }
}

/** Stop kindly, then SIGTERM, then SIGKILL. An engine that still evaluates or saves gets its time. */
function stopInStages(child: ChildProcess, grace: { stop: number; term: number }) {
  let timers: NodeJS.Timeout[] = []
  let requested = false
  const over = () => {
    for (const timer of timers) clearTimeout(timer)
  }
  const insist = (after: number) => {
    over()
    timers = [
      setTimeout(() => child.kill('SIGTERM'), after),
      setTimeout(() => child.kill('SIGKILL'), after + grace.term),
    ]
  }
  const stop = () => {
    if (requested) return
    requested = true
    const command: EngineCommand = { t: 'stop' }
    child.stdin?.write(`${JSON.stringify(command)}\n`)
    insist(grace.stop)
  }
  const alive = () => {
    if (requested) insist(grace.stop)
  }
  const kill = () => {
    requested = true
    child.kill('SIGKILL')
  }
  const leave = () => insist(grace.term) // nothing more to say, so nothing more to wait for
  return { stop, kill, alive, leave, over, requested: () => requested }
}

const cannotRecord = (reason: string): Problem => ({
  code: 'cannot-record',
  severity: 'error',
  message: text(`What this run reports cannot be stored: ${reason}.`, `无法保存此运行报告的内容：${reason}。`),
  fix: text(
    'Check that the disk is not full and that no other program holds the list of runs, then start the run again. What was stored before is kept.',
    '请确认磁盘未满，且没有其他程序占用运行记录，然后重新运行。此前保存的内容仍然保留。',
  ),
})

const stoppedByForce: Problem = {
  code: 'cut-short',
  severity: 'warning',
  message: text(
    'The engine did not stop in time and was killed, so the last steps are in no checkpoint.',
    '训练引擎未能及时自行停止，已被强制结束，因此最后几步没有保存到检查点。',
  ),
  fix: text('Earlier checkpoints are still available.', '之前的检查点仍然可用。'),
}
