import { Refusals } from '../../core/problem.ts'
import type { Run } from '../../core/run.ts'
import { text } from '../../core/text.ts'
import type { Store } from '../store/store.ts'

/** The run of this id. Throws Refusals when there is none. */
export function knownRun(store: Store, id: string): Run {
  const run = store.runs.get(id)
  if (run) return run
  throw new Refusals([
    {
      code: 'unknown-run',
      severity: 'error',
      message: text(`There is no run “${id}”.`, `没有编号为“${id}”的运行。`),
      fix: text('Choose one from the list of runs.', '请从运行列表中选择。'),
    },
  ])
}
