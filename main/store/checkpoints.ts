import type { Database } from 'better-sqlite3'

export interface SavedCheckpoint {
  readonly step: number
  /** Relative to the run's folder, so that the home folder can move. */
  readonly folder: string
  readonly best: boolean
}

/** Saved weights of runs. */
export function checkpoints(db: Database) {
  const add = db.prepare('INSERT OR REPLACE INTO checkpoint (run, step, folder, best) VALUES (?, ?, ?, ?)')
  const list = db.prepare<[string], { step: number; folder: string; best: number }>(
    'SELECT step, folder, best FROM checkpoint WHERE run = ? ORDER BY step',
  )
  return {
    add: (run: string, { step, folder, best }: SavedCheckpoint) => add.run(run, step, folder, best ? 1 : 0),
    /** In order of steps; `best` means it was the best when it was written, so the last such one is the best of all. */
    list: (run: string): SavedCheckpoint[] => list.all(run).map(row => ({ ...row, best: row.best === 1 })),
  }
}
