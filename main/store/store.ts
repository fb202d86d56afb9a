import { checkpoints } from './checkpoints.ts'
import { openDatabase } from './database.ts'
import { openWindows } from './open-windows.ts'
import { pipelines } from './pipelines.ts'
import { points } from './points.ts'
import { queue } from './queue.ts'
import { runMessages } from './run-messages.ts'
import { runs } from './runs.ts'

export type Store = ReturnType<typeof openStore>

/** The store in this file. Throws Refusals when it cannot be used: a newer version's, damaged, or not writable. */
export function openStore(file: string) {
  const db = openDatabase(file)
  return {
    runs: runs(db),
    points: points(db),
    checkpoints: checkpoints(db),
    messages: runMessages(db),
    pipelines: pipelines(db),
    queue: queue(db),
    windows: openWindows(db),
    /** All of it is written, or nothing. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Reads that belong together, as the store was at one moment. */
    consistently: <T>(work: () => T): T => db.transaction(work).deferred(),
    close: () => void db.close(),
  }
}
