import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { migrate } from './migrate.ts'

/** Opens the database file, creating or migrating it. A window and a terminal may have it open at once. */
export function openDatabase(file: string): Database.Database {
  let db: Database.Database | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    db = new Database(file, { timeout: 10_000 })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL') // with WAL, a crash may lose the last moment but never the file
    db.pragma('foreign_keys = ON')
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof Refusals) throw error
    throw new Refusals([unusableStore(file, error instanceof Error ? error.message : String(error))])
  }
}

const unusableStore = (file: string, why: string): Problem => ({
  code: 'store-unusable',
  severity: 'error',
  message: text(`The run database cannot be opened: ${file} (${why}).`, `无法打开运行数据库：${file}（${why}）。`),
  fix: text(
    'Check that the folder is writable and the disk is not full. If the file is damaged, move it away: Patchbay creates a new one.',
    '请确认该文件夹可写且磁盘未满。如果文件已损坏，请将它移走，Patchbay 会新建一个。',
  ),
})
