import type { Database } from 'better-sqlite3'
import type { Draft, DraftUpdate } from '../../core/graph/draft.ts'
import type { Graph } from '../../core/graph/graph.ts'

export interface SavedPipeline {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly saved: string
}

interface Row {
  readonly graph: string
  readonly revision: number
  readonly path: string | null
  readonly seen: string | null
  readonly start: string | null
}

/** Graphs kept in the app itself, with what was done to them. */
export function pipelines(db: Database) {
  const save = db.prepare(
    `INSERT INTO pipeline (id, name, saved, graph, path, seen) VALUES (:id, :name, :saved, :graph, :path, :seen)
     ON CONFLICT DO UPDATE SET name = excluded.name, saved = excluded.saved, graph = excluded.graph,
       path = excluded.path, seen = excluded.seen, revision = revision + 1`,
  )
  const begin = db.prepare('UPDATE pipeline SET start = :start WHERE id = :id')
  const forget = db.prepare('DELETE FROM pipeline_step WHERE pipeline = :id AND n >= :from')
  const step = db.prepare('INSERT INTO pipeline_step (pipeline, n, step) VALUES (:id, :n, :step)')
  const open = db.prepare<[string], Row>('SELECT graph, revision, path, seen, start FROM pipeline WHERE id = ?')
  const steps = db.prepare<[string], { n: number; step: string }>(
    'SELECT n, step FROM pipeline_step WHERE pipeline = ? ORDER BY n',
  )
  const list = db.prepare<[], SavedPipeline>('SELECT id, name, saved FROM pipeline ORDER BY saved DESC, rowid DESC')
  const revision = (id: string): number | undefined => open.get(id)?.revision

  return {
    save: (id: string, graph: Graph, saved = new Date().toISOString(), { path, seen }: Partial<DraftUpdate> = {}) =>
      save.run({ id, name: graph.name, saved, graph: JSON.stringify(graph), path: path ?? null, seen: seen ?? null }),
    /** Writes down steps after those that are there; `start` begins anew. */
    log: (id: string, { start, from, steps: more }: NonNullable<DraftUpdate['journal']>) => {
      if (start) begin.run({ id, start: JSON.stringify(start) })
      forget.run({ id, from: start ? 0 : from })
      for (const [i, one] of more.entries()) step.run({ id, n: from + i, step: JSON.stringify(one) })
    },
    revision,
    open: (id: string): Graph | undefined => {
      const row = open.get(id)
      return row && (JSON.parse(row.graph) as Graph)
    },
    draft: (id: string): Draft | undefined => {
      const row = open.get(id)
      if (!row) return undefined
      const written = steps.all(id)
      const whole = row.start !== null && written.every(({ n }, i) => n === i)
      return {
        id,
        graph: JSON.parse(row.graph) as Graph,
        revision: row.revision,
        ...(row.path === null ? {} : { path: row.path }),
        ...(row.seen === null ? {} : { seen: row.seen }),
        ...(whole
          ? { journal: { start: JSON.parse(row.start ?? ''), steps: written.map(s => JSON.parse(s.step)) } }
          : {}),
      }
    },
    /** Newest first. */
    list: (): SavedPipeline[] => list.all(),
  }
}
