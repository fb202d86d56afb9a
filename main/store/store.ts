import { checkpoints } from './checkpoints.ts'
import { openDatabase } from './database.ts'
import { pipelines } from './pipelines.ts'
import { points } from './points.ts'
import { queue } from './queue.ts'
import { remarks } from './remarks.ts'
import { runs } from './runs.ts'
import { windows } from './windows.ts'

export type Store = ReturnType<typeof openStore>

/** The store in this file. Throws Refusals when it cannot be used: a newer version's, damaged, or not writable. */
export function openStore(file: string) {
  const db = openDatabase(file)
  return {
    runs: runs(db),
    points: points(db),
    checkpoints: checkpoints(db),
    remarks: remarks(db),
    pipelines: pipelines(db),
    queue: queue(db),
    windows: windows(db),
    /** All of it is written, or nothing. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Reads that belong together, as the store was at one moment. */
    consistently: <T>(work: () => T): T => db.transaction(work).deferred(),
    close: () => void db.close(),
  }
}
