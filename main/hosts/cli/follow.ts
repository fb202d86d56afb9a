import type { Client } from '../../../core/contract.ts'
import type { Run } from '../../../core/run.ts'
import { type Context, exit } from './command.ts'
import { duration, shown } from './numbers.ts'
import { problemWords } from './problem-words.ts'
import { progressView } from './progress.ts'
import { reportLines } from './report-lines.ts'
import { states } from './state-words.ts'

/** Shows a run until it is over: a progress line, or its reports as NDJSON. Gives the run as it ended. */
export async function follow(client: Client, run: string, context: Context, signal: AbortSignal): Promise<Run> {
  const view = context.json ? undefined : progressView(process.stderr, context.language)
  const lines = reportLines()
  for await (const event of client.listen('run.watch', { run }, signal)) {
    if (view) view.show(event)
    else for (const line of lines(event)) context.print(JSON.stringify(line))
  }
  view?.end()
  return client.call('run.get', { run })
}

/** How a run ended, in a line or two. */
export function ending(run: Run, { language }: Context): string {
  const facts = [
    run.name,
    states[run.state][language],
    `${shown(run.step)}/${shown(run.steps)}`,
    duration(run.seconds),
    ...Object.entries(run.latest)
      .filter(([name]) => name.endsWith('loss'))
      .map(([name, value]) => `${name} ${shown(value)}`),
  ]
  const lines = [`${run.id}  ${facts.join('  ')}`]
  if (run.problem) lines.push(problemWords(run.problem, language))
  return lines.join('\n')
}

/** The exit code that says how a run ended. */
export function codeOf(run: Run, interrupted: boolean): number {
  if (run.state === 'failed' || run.state === 'interrupted') return exit.failed
  return interrupted ? exit.interrupted : exit.done
}
