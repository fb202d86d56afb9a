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
    'Patchbay ended during this run: it was killed, it crashed, or the computer restarted.',
    '运行期间 Patchbay 意外结束：被强制关闭、崩溃，或电脑重新启动。',
  ),
  fix: text(
    'All metrics so far and the last checkpoint are kept. You can start the run again at any time.',
    '到目前为止的指标和最近的检查点都已保留。您可以随时重新运行。',
  ),
}
