import { rmSync } from 'node:fs'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { runFolder } from '../home.ts'
import { over } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { knownRun } from './known-run.ts'

/** Deletes a run with its points and checkpoints. Refuses while it is going. */
export function deleteRun(store: Store, home: string, id: string): null {
  if (!over(knownRun(store, id))) throw new Refusals([going])
  store.runs.remove(id)
  rmSync(runFolder(home, id), { recursive: true, force: true })
  return null
}

const going = {
  code: 'run-going',
  severity: 'error',
  message: text('This run is still going.', '此运行仍在进行。'),
  fix: text('Stop it first, then delete it.', '请先停止，再删除。'),
} as const
