import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../../../core/run.ts'
import { text } from '../../../core/text.ts'
import { type Context, exit } from './command.ts'

/** Calls the same command again in a process that outlives this terminal, and says which run it started. */
export async function detach(context: Context): Promise<number> {
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
    return child.exitCode || exit.problem
  }
  child.disconnect()
  child.unref()
  context.answer(run, () => `${run.id}\n${how[context.language].replaceAll('ID', run.id)}`)
  return exit.done
}

const how = text(
  'See it: patchbay watch ID · end it: patchbay stop ID',
  '查看：patchbay watch ID · 结束：patchbay stop ID',
)
