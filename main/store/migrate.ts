import type { Database } from 'better-sqlite3'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { sql as runs } from './migrations/001-runs.ts'
import { sql as pipelines } from './migrations/002-pipelines.ts'
import { sql as queue } from './migrations/003-queue.ts'
import { sql as drafts } from './migrations/004-drafts.ts'
import { sql as windows } from './migrations/005-windows.ts'
import { sql as bestValues } from './migrations/006-best-values.ts'

/** In order; a published one never changes. */
export const migrations: readonly string[] = [runs, pipelines, queue, drafts, windows, bestValues]

/** Brings a database to this version. Two processes may open it at once: the second waits, then finds nothing to do. */
export function migrate(db: Database): void {
  const upgrade = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw new Refusals([newerStore(version)])
    for (const sql of migrations.slice(version)) db.exec(sql)
    db.pragma(`user_version = ${migrations.length}`)
  })
  upgrade.immediate()
}

const newerStore = (version: number): Problem => ({
  code: 'newer-store',
  severity: 'error',
  message: text(
    `Your runs were saved by a newer Patchbay (store version ${version}; this one supports up to ${migrations.length}).`,
    `您的运行记录由更新的 Patchbay 保存（存储版本 ${version}，此版本只支持到 ${migrations.length}）。`,
  ),
  fix: text(
    'Update Patchbay, or set PATCHBAY_HOME to another folder.',
    '请更新 Patchbay，或将 PATCHBAY_HOME 设为其他文件夹。',
  ),
})
