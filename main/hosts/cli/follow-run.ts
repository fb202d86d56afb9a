import { metricOf } from '../../../core/metrics/index.ts'
import type { CallInput, Client } from '../../../core/rpc/contract.ts'
import type { Run } from '../../../core/run/run.ts'
import { text } from '../../../core/text.ts'
import type { Context } from './command.ts'
import { exitCodes } from './command.ts'
import { formatProblem } from './format-problem.ts'
import { formatDuration, formatValue } from './format-values.ts'
import { stateLabels } from './labels.ts'
import { createReportWriter } from './report-lines.ts'
import { createProgressView } from './run-progress.ts'

/** Shows a run until it is over: a progress line, or its reports as NDJSON. Gives the run as it ended. */
export async function followRun(client: Client, run: string, context: Context, signal: AbortSignal): Promise<Run> {
  const view = context.json ? undefined : createProgressView(process.stderr, context.language)
  const lines = createReportWriter()
  for await (const event of client.listen('run.watch', { run }, signal)) {
    if (view) view.show(event)
    else for (const line of lines(event)) context.print(JSON.stringify(line))
  }
  view?.end()
  return client.call('run.get', { run })
}

/** How a run ended, in a line or two. */
export function describeOutcome(run: Run, { language }: Context): string {
  const facts = [
    run.name,
    stateLabels[run.state][language],
    `${formatValue(run.step)}/${formatValue(run.steps)}`,
    formatDuration(run.seconds),
    ...Object.entries(run.latest)
      .filter(([name]) => metricOf(name)?.id === 'loss')
      .map(([name, value]) => `${name} ${formatValue(value)}`),
  ]
  const lines = [`${run.id}  ${facts.join('  ')}`]
  if (run.problem) lines.push(formatProblem(run.problem, language))
  return lines.join('\n')
}

/** The exit code that says how a run ended. */
export function exitCodeOf(run: Run, interrupted: boolean): number {
  if (run.state === 'failed' || run.state === 'interrupted') return exitCodes.failed
  return interrupted ? exitCodes.interrupted : exitCodes.done
}

/** Starts a run and shows it to its end. Ctrl-C stops it kindly, a second one at once; `interrupted` says whether. */
export async function startAndFollow(
  client: Client,
  start: CallInput<'run.start'>,
  context: Context,
): Promise<{ run: Run; interrupted: boolean }> {
  const started = await client.call('run.start', start)
  process.send?.(started) // to the terminal that started us with --detach
  let asked = 0
  const stop = () => {
    asked++
    if (asked > 1) return context.kill()
    process.stderr.write(`\n${stoppingMessage[context.language]}\n`)
    client.call('run.stop', { run: started.id }).catch(console.error) // its engine stops even when the store is full
  }
  for (const signal of stopSignals) process.on(signal, stop)
  try {
    const run = await followRun(client, started.id, context, new AbortController().signal)
    return { run, interrupted: asked > 0 }
  } finally {
    for (const signal of stopSignals) process.off(signal, stop)
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const stoppingMessage = text(
  'Stopping after this step and saving a checkpoint. Press Ctrl-C again to quit immediately.',
  '将在当前步骤后停止并保存检查点。再按一次 Ctrl-C 立即结束。',
)
