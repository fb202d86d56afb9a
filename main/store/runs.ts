import type { Database } from 'better-sqlite3'
import { metricOf } from '../../core/metrics/index.ts'
import type { Problem } from '../../core/problem.ts'
import type { MetricValue } from '../../core/run/report.ts'
import type { Run, RunProgress, RunState } from '../../core/run/run.ts'
import type { OwnerProcess } from './owner-process.ts'

export const finalStates: readonly RunState[] = ['done', 'stopped', 'failed', 'interrupted']
export const isFinished = (run: Run): boolean => finalStates.includes(run.state)

interface Row {
  readonly id: string
  readonly name: string
  readonly state: RunState
  readonly problem: string
  readonly task: string
  readonly device: string
  readonly started: string
  readonly ended: string
  readonly parameters: number
  readonly step: number
  readonly steps: number
  readonly tokens: number
  readonly seconds: number
}

interface MeasureRow {
  readonly name: string
  readonly first: MetricValue
  readonly latest: MetricValue
  readonly best: MetricValue
}

const columns = 'id, name, state, problem, task, device, started, ended, parameters, step, steps, tokens, seconds'
const activeCondition = `state IN ('starting','running','stopping')`

/** The runs, one row each. Statements are prepared once per open database. */
export const runs = (db: Database) => ({ ...runReader(db), ...runWriter(db) })

function runReader(db: Database) {
  const get = db.prepare<[string], Row>(`SELECT ${columns} FROM run WHERE id = ?`)
  const list = db.prepare<[], Row>(`SELECT ${columns} FROM run ORDER BY started DESC, rowid DESC`)
  const measures = db.prepare<[string], MeasureRow>(
    'SELECT name, first, latest, best FROM measure WHERE run = ? ORDER BY name',
  )
  const allMeasures = db.prepare<[], MeasureRow & { readonly run: string }>(
    'SELECT run, name, first, latest, best FROM measure ORDER BY run, name',
  )
  const owned = db.prepare<[], { id: string; started: string } & OwnerProcess>(
    `SELECT id, started, owner_pid AS pid, owner_mark AS mark FROM run WHERE ${activeCondition}`,
  )
  const steps = db.prepare<[string], { steps: number }>('SELECT steps FROM run WHERE id = ?')
  const progress = db.prepare<[string], { progress: string }>('SELECT progress FROM run WHERE id = ?')
  const toStop = db.prepare<[number, string], { id: string }>(
    `SELECT id FROM run WHERE stop_requested = 1 AND owner_pid = ? AND owner_mark = ? AND ${activeCondition}`,
  )
  return {
    get: (id: string): Run | undefined => {
      const row = get.get(id)
      return row && runFromRow(row, measures.all(row.id))
    },
    /** How many steps a run is to have. */
    steps: (id: string): number | undefined => steps.get(id)?.steps,
    /** Newest first. Two queries, however many runs there are. */
    list: (): Run[] => {
      const byRun = Map.groupBy(allMeasures.all(), ({ run }) => run)
      return list.all().map(row => runFromRow(row, byRun.get(row.id) ?? []))
    },
    /** Runs that are not over, with the process that owns each. */
    owned: () => owned.all(),
    /** Where the work of a run stands, as JSON; empty before it says anything. */
    progress: (id: string): string => progress.get(id)?.progress ?? '',
    /** Runs of this owner that somebody wants stopped. */
    toStop: (owner: OwnerProcess): string[] => toStop.all(owner.pid, owner.mark).map(row => row.id),
  }
}

function runWriter(db: Database) {
  const add = db.prepare(
    `INSERT INTO run (id, name, state, task, device, started, steps, owner_pid, owner_mark)
     VALUES (:id, :name, 'starting', :task, :device, :started, :steps, :pid, :mark)`,
  )
  const started = db.prepare(
    `UPDATE run SET state = iif(state = 'starting', 'running', state), device = :device, parameters = :parameters, steps = :steps WHERE id = :id`,
  )
  const moved = db.prepare(
    'UPDATE run SET step = max(step, :step), tokens = :tokens, seconds = :seconds, progress = :progress WHERE id = :id',
  )
  const progress = db.prepare('UPDATE run SET progress = ? WHERE id = ?')
  const end = db.prepare(
    `UPDATE run SET state = :state, problem = :problem, ended = :ended WHERE id = :id AND ${activeCondition}`,
  )
  const requestStop = db.prepare(
    `UPDATE run SET stop_requested = 1, state = 'stopping' WHERE id = ? AND ${activeCondition}`,
  )
  const remove = db.prepare('DELETE FROM run WHERE id = ?')
  return {
    add: (run: Pick<Run, 'id' | 'name' | 'task' | 'device' | 'started' | 'steps'>, owner: OwnerProcess) =>
      add.run({ ...run, ...owner }),
    started: (id: string, start: Pick<Run, 'device' | 'parameters' | 'steps'>) => started.run({ id, ...start }),
    moved: (id: string, to: Pick<Run, 'step' | 'tokens' | 'seconds'>, now: RunProgress) =>
      moved.run({ id, ...to, progress: JSON.stringify(now) }),
    setProgress: (id: string, now: RunProgress) => progress.run(JSON.stringify(now), id),
    /** Ends a run once: false when it was over already. */
    end: (id: string, state: RunState, problem: Problem | undefined, ended = new Date().toISOString()): boolean =>
      end.run({ id, state, problem: problem ? JSON.stringify(problem) : '', ended }).changes === 1,
    /** Asks the owner of a run, which may be another process, to stop it. */
    requestStop: (id: string) => requestStop.run(id),
    remove: (id: string) => remove.run(id),
  }
}

function runFromRow({ problem, ended, ...row }: Row, measures: readonly MeasureRow[]): Run {
  const by = (pick: 'first' | 'latest' | 'best', of: readonly MeasureRow[] = measures) =>
    Object.fromEntries(of.map(m => [m.name, m[pick]]))
  return {
    ...row,
    ...(problem ? { problem: JSON.parse(problem) as Problem } : {}),
    ...(ended ? { ended } : {}),
    first: by('first'),
    latest: by('latest'),
    best: by(
      'best',
      measures.filter(m => metricOf(m.name)?.better), // of a learning rate no value is the best
    ),
  }
}
