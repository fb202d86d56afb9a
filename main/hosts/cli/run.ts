import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../../../core/run/run.ts'
import { text } from '../../../core/text.ts'
import type { Context } from './command.ts'
import { command, exitCodes, requireArguments } from './command.ts'
import { describeOutcome, exitCodeOf, startAndFollow } from './follow-run.ts'
import { overrideOptions, parseOverrides } from './overrides.ts'
import { openGraphFile } from './resolve-arguments.ts'

export default command({
  usage: 'run FILE [--set block.param=value]… [--name S] [--device auto|cpu|webgpu] [--steps N] [--seed N] [--detach]',
  help: text('Trains a pipeline and shows its progress.', '训练一个流程图并显示进度。'),
  options: { ...overrideOptions, name: { type: 'string' }, detach: { type: 'boolean' } },
  async run(values, words, context) {
    const [file] = requireArguments(words, 'FILE')
    if (values.detach) return runDetached(context)
    const client = await context.client()
    const graph = await openGraphFile(client, file)
    const set = await parseOverrides(client, graph, values)
    const start = { graph, set, ...(values.name === undefined ? {} : { name: values.name }) }
    const { run, interrupted } = await startAndFollow(client, start, context)
    if (!context.json) context.print(describeOutcome(run, context))
    return exitCodeOf(run, interrupted)
  },
})

/** Calls the same command again in a process that outlives this terminal, and says which run it started. */
export async function runDetached(context: Context): Promise<number> {
  const file = join(mkdtempSync(join(tmpdir(), 'patchbay-')), 'detached.log')
  const log = openSync(file, 'w')
  const [script = '', ...args] = process.argv.slice(1)
  const child = spawn(process.execPath, [script, ...args.filter(arg => arg !== '--detach')], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  const run = await new Promise<Run | undefined>(resolve => {
    child.once('message', message => resolve(message as Run))
    child.once('exit', () => resolve(undefined))
    child.once('error', () => resolve(undefined))
  })
  if (!run) {
    context.print(readFileSync(file, 'utf8').trim()) // it said why it did not start
    return child.exitCode || exitCodes.problem
  }
  child.disconnect()
  child.unref()
  context.answer(run, () => `${run.id}\n${detachedHint[context.language].replaceAll('ID', run.id)}`)
  return exitCodes.done
}

const detachedHint = text(
  'Follow it: patchbay watch ID · stop it: patchbay stop ID',
  '跟踪：patchbay watch ID · 停止：patchbay stop ID',
)
