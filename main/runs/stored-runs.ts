import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { Refusals } from '../../core/problem.ts'
import type { Run } from '../../core/run/run.ts'
import { text } from '../../core/text.ts'
import { runFolder } from '../home-folder.ts'
import { isFinished } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

/** The run of this id. Throws Refusals when there is none. */
export function requireRun(store: Store, id: string): Run {
  const run = store.runs.get(id)
  if (run) return run
  throw new Refusals([
    {
      code: 'unknown-run',
      severity: 'error',
      message: text(`Run “${id}” does not exist.`, `没有编号为“${id}”的运行。`),
      fix: text('Choose one from the list of runs.', '请从运行列表中选择。'),
    },
  ])
}

/** Runs with every word of the filter in their id, name, task, state or device. */
export function filterRuns(runs: readonly Run[], filter: string): readonly Run[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return runs
  return runs.filter(({ id, name, task, state, device }) => {
    const all = [id, name, task, state, device].join(' ').toLowerCase()
    return words.every(word => all.includes(word))
  })
}

/** Deletes a run with its points and checkpoints. Refuses while it is going. */
export function deleteRun(store: Store, home: string, id: string): null {
  if (!isFinished(requireRun(store, id))) throw new Refusals([runStillActive])
  store.runs.remove(id)
  rmSync(runFolder(home, id), { recursive: true, force: true })
  return null
}

const runStillActive = {
  code: 'run-going',
  severity: 'error',
  message: text('This run is still in progress.', '此运行仍在进行。'),
  fix: text('Stop it first, then delete it.', '请先停止，再删除。'),
} as const

const idCharacters = 'abcdefghjkmnpqrstuvwxyz23456789' // without those that look alike

/** A short name that is never used twice: the day, then four letters. */
export function newRunId(now = new Date()): string {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '')
  return `${day}-${Array.from({ length: 4 }, () => idCharacters[randomInt(idCharacters.length)]).join('')}`
}
