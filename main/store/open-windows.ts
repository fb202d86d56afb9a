import type { Database } from 'better-sqlite3'
import { currentProcess, isOwnerAlive, type OwnerProcess } from './owner-process.ts'

/** What a window has open: a draft of the store, a file of the disk, or both. */
export interface OpenDocument {
  readonly draft?: string | undefined
  readonly path?: string | undefined
}

interface Row extends OwnerProcess {
  readonly id: number
  readonly started: string
  readonly draft: string | null
  readonly path: string | null
}

/** The windows of all processes that use this store, so that two with the same draft or file notice each other. */
export function openWindows(db: Database) {
  const add = db.prepare(
    'INSERT INTO open_window (pid, mark, started, draft, path) VALUES (:pid, :mark, :started, :draft, :path)',
  )
  const remove = db.prepare('DELETE FROM open_window WHERE id = ?')
  const others = db.prepare<[number], Row>('SELECT * FROM open_window WHERE id <> ?')
  return {
    /** Gives the window's number. */
    open: ({ draft, path }: OpenDocument): number => {
      const own = { ...currentProcess(), started: new Date().toISOString(), draft: draft ?? null, path: path ?? null }
      return Number(add.run(own).lastInsertRowid)
    },
    close: (id: number) => void (db.open && remove.run(id)),
    /** How many windows of living processes have the same draft or file open as this one; those of dead ones are forgotten. */
    countOthers(id: number, { draft, path }: OpenDocument): { draft: number; file: number } {
      const alive = others.all(id).filter(row => isOwnerAlive(row, row.started) || void remove.run(row.id))
      const count = (same: (row: Row) => boolean) => alive.filter(same).length
      return {
        draft: draft === undefined ? 0 : count(row => row.draft === draft),
        file: path === undefined ? 0 : count(row => row.path === path),
      }
    },
  }
}
