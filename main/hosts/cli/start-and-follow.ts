import type { Client, Given } from '../../../core/contract.ts'
import type { Run } from '../../../core/run.ts'
import { text } from '../../../core/text.ts'
import type { Context } from './command.ts'
import { follow } from './follow.ts'

/** Starts a run and shows it to its end. Ctrl-C stops it kindly, a second one at once; `interrupted` says whether. */
export async function startAndFollow(
  client: Client,
  start: Given<'run.start'>,
  context: Context,
): Promise<{ run: Run; interrupted: boolean }> {
  const started = await client.call('run.start', start)
  process.send?.(started) // to the terminal that started us with --detach
  let asked = 0
  const stop = () => {
    asked++
    if (asked > 1) return context.kill()
    process.stderr.write(`\n${stopping[context.language]}\n`)
    void client.call('run.stop', { run: started.id })
  }
  for (const signal of signals) process.on(signal, stop)
  try {
    const run = await follow(client, started.id, context, new AbortController().signal)
    return { run, interrupted: asked > 0 }
  } finally {
    for (const signal of signals) process.off(signal, stop)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const stopping = text(
  'Stopping after this step and saving a checkpoint. Press Ctrl-C again to end at once.',
  '将在当前步骤后停止并保存检查点。再按一次 Ctrl-C 立即结束。',
)
