import type { Database } from 'better-sqlite3'
import type { Graph } from '../../core/graph/graph.ts'

export interface SavedPipeline {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly saved: string
}

/** Graphs kept in the app itself. */
export function pipelines(db: Database) {
  const save = db.prepare(
    `INSERT INTO pipeline (id, name, saved, graph) VALUES (:id, :name, :saved, :graph)
     ON CONFLICT DO UPDATE SET name = excluded.name, saved = excluded.saved, graph = excluded.graph`,
  )
  const open = db.prepare<[string], { graph: string }>('SELECT graph FROM pipeline WHERE id = ?')
  const list = db.prepare<[], SavedPipeline>('SELECT id, name, saved FROM pipeline ORDER BY saved DESC, rowid DESC')
  return {
    save: (id: string, graph: Graph, saved = new Date().toISOString()) =>
      save.run({ id, name: graph.name, saved, graph: JSON.stringify(graph) }),
    open: (id: string): Graph | undefined => {
      const row = open.get(id)
      return row && (JSON.parse(row.graph) as Graph)
    },
    /** Newest first. */
    list: (): SavedPipeline[] => list.all(),
  }
}
