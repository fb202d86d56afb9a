import type { Problem } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { isOwnerAlive } from './owner-process.ts'
import type { Store } from './store.ts'

/** Marks runs whose process is gone as interrupted, so that none looks alive for ever. */
export function markInterruptedRuns(store: Store): void {
  for (const { id, started, ...owner } of store.runs.owned())
    if (!isOwnerAlive(owner, started)) store.runs.end(id, 'interrupted', interrupted)
}

const interrupted: Problem = {
  code: 'interrupted',
  severity: 'error',
  message: text(
    'Patchbay ended while this run was going: it was closed by force, crashed, or the computer restarted.',
    '运行期间 Patchbay 意外结束：被强制关闭、崩溃，或电脑重新启动。',
  ),
  fix: text(
    'What was measured is kept, and so is the last checkpoint. Start the run again when you like.',
    '已测得的数据和最近的检查点都已保留。您可以随时重新运行。',
  ),
}
