import type { Database } from 'better-sqlite3'
import type { Problem } from '../../core/problem.ts'
import type { Sample } from '../../core/run/report.ts'
import type { RunEvent } from '../../core/run/run.ts'

type RunMessage = Extract<RunEvent, { kind: 'sample' | 'warning' }>

interface Row {
  readonly seq: number
  readonly kind: RunMessage['kind']
  readonly step: number
  readonly body: string
}

/** What an engine said besides numbers: samples of the model and warnings. */
export function runMessages(db: Database) {
  const add = db.prepare('INSERT INTO remark (run, kind, step, body) VALUES (?, ?, ?, ?)')
  const after = db.prepare<[string, number, number], Row>(
    'SELECT seq, kind, step, body FROM remark WHERE run = ? AND step > ? AND seq > ? ORDER BY seq',
  )
  return {
    addSample: (run: string, step: number, sample: Sample) => add.run(run, 'sample', step, JSON.stringify(sample)),
    addWarning: (run: string, step: number, problem: Problem) => add.run(run, 'warning', step, JSON.stringify(problem)),
    /** Messages of later steps than this one that arrived after message number `seq`. */
    after: (run: string, step: number, seq: number): { seq: number; message: RunMessage }[] =>
      after.all(run, step, seq).map(row => ({ seq: row.seq, message: read(row) })),
  }
}

const read = ({ kind, step, body }: Row): RunMessage =>
  kind === 'sample'
    ? { kind, step, sample: JSON.parse(body) as Sample }
    : { kind, problem: JSON.parse(body) as Problem }
