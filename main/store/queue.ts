import type { Database } from 'better-sqlite3'
import type { Graph } from '../../core/graph/graph.ts'
import type { Problem } from '../../core/problem.ts'
import type { QueuedRun } from '../../core/run/run.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly task: string
  readonly problem: string
}

/** Trainings that wait for their turn. */
export function queue(db: Database) {
  const list = db.prepare<[], Row>('SELECT id, name, task, problem FROM queued ORDER BY place, rowid')
  const graph = db.prepare<[string], { graph: string }>('SELECT graph FROM queued WHERE id = ?')
  const add = db.prepare(
    `INSERT INTO queued (id, name, task, graph, place)
     VALUES (:id, :name, :task, :graph, (SELECT coalesce(max(place), 0) + 1 FROM queued))`,
  )
  const place = db.prepare('UPDATE queued SET place = ? WHERE id = ?')
  const refuse = db.prepare('UPDATE queued SET problem = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM queued WHERE id = ?')
  const read = ({ problem, ...row }: Row): QueuedRun => ({
    ...row,
    ...(problem === '' ? {} : { problem: JSON.parse(problem) as Problem }),
  })
  return {
    /** The next one first. */
    list: (): QueuedRun[] => list.all().map(read),
    graph: (id: string): Graph | undefined => {
      const row = graph.get(id)
      return row && (JSON.parse(row.graph) as Graph)
    },
    add: ({ graph: drawn, ...item }: { id: string; name: string; task: string; graph: Graph }) =>
      add.run({ ...item, graph: JSON.stringify(drawn) }),
    /** Puts one where another is, from 0; the others make room. */
    move(id: string, to: number) {
      const others = list.all().filter(row => row.id !== id)
      const order = [...others.slice(0, to).map(row => row.id), id, ...others.slice(to).map(row => row.id)]
      for (const [i, one] of order.entries()) place.run(i + 1, one)
    },
    refuse: (id: string, problem: Problem) => refuse.run(JSON.stringify(problem), id),
    /** Gives whether it was still there: whoever takes it away may start it. */
    remove: (id: string): boolean => remove.run(id).changes > 0,
  }
}
