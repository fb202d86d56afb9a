import type { Database, Statement } from 'better-sqlite3'
import { metricOf } from '../../core/metrics/index.ts'
import type { MetricPoint } from '../../core/run/run.ts'

/** A point and its place in the order of arrival. */
type NumberedPoint = MetricPoint & { readonly seq: number }

const select = 'SELECT seq, step, tokens, seconds, name, value FROM point'

/** Words (NaN, Infinity) sort above numbers; they are never the best. */
const highestNumber = `CASE WHEN typeof(best) = 'text' THEN min(best, excluded.best)
  WHEN typeof(excluded.best) = 'text' THEN best ELSE max(best, excluded.best) END`

/** Measurements of runs. See migrations/001-runs.ts for the rule on NaN and infinity. */
export function points(db: Database) {
  const forget = db.prepare('DELETE FROM point WHERE run = ? AND step = ? AND name = ?')
  const add = db.prepare(
    'INSERT INTO point (run, step, name, tokens, seconds, value) VALUES (:run, :step, :name, :tokens, :seconds, :value)',
  )
  const [lowest, highest] = [`min(best, excluded.best)`, highestNumber].map(best =>
    db.prepare(
      `INSERT INTO measure (run, name, first, latest, best) VALUES (:run, :name, :value, :value, :value)
       ON CONFLICT DO UPDATE SET latest = excluded.latest, best = ${best}`,
    ),
  ) as [Statement, Statement]
  const after = db.prepare<[string, number, number], NumberedPoint>(
    `${select} WHERE run = ? AND step > ? AND seq > ? ORDER BY seq`,
  )
  const since = db.prepare<[number, string], NumberedPoint>(`${select} WHERE seq > ? AND +run = ? ORDER BY seq`)
  const last = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM point')

  return {
    /** Adds a point; a step measured again (after a resume) replaces the old value. */
    add: (run: string, point: MetricPoint) => {
      const { step, name, value } = point
      forget.run(run, step, name)
      add.run({ run, ...point })
      const measure = metricOf(name)?.better === 'up' ? highest : lowest
      measure.run({ run, name, value })
    },
    /** Points of later steps than this one, in the order they arrived. */
    after: (run: string, step: number): NumberedPoint[] => after.all(run, step, 0),
    /** Points that arrived after this place. Reads only what is new, whatever the size of the table. */
    since: (run: string, seq: number): NumberedPoint[] => since.all(seq, run),
    /** The newest place in the order of arrival. */
    last: (): number => last.get()?.seq ?? 0,
  }
}
