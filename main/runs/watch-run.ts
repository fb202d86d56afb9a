import { once } from 'node:events'
import type { Signal } from '../../core/contract.ts'
import type { Point, Run, RunEvent } from '../../core/run.ts'
import { reconcile } from '../store/reconcile.ts'
import { over } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import type { Engines } from './engines.ts'
import { knownRun } from './known-run.ts'

/** Milliseconds between looks at a run that another process looks after. */
const look = 500
/** Points in one event. */
const most = 5000

/**
 * Events of a run until it is over: its state, points of steps after `after`, remarks, progress. Everything comes from
 * the store, so a run of this process and one of another look the same, and a watcher may leave and come back.
 */
export async function* watchRun(
  store: Store,
  { changed }: Engines,
  { run: id, after }: { run: string; after: number },
  signal: Signal,
): AsyncIterable<RunEvent> {
  const news = reader(store, id, after)
  while (!signal.aborted) {
    const wait = new AbortController()
    const stirred = once(changed, id, { signal: wait.signal }).catch(() => undefined)
    const leave = () => wait.abort()
    const timer = setTimeout(leave, look)
    signal.addEventListener('abort', leave)
    try {
      const { events, run } = news() // listening already, so nothing falls between reading and waiting
      yield* events
      if (over(run)) return
      await stirred
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      leave()
    }
    reconcile(store)
  }
}

/** Each call gives what is new since the last one, as the store was at one moment. */
function reader(store: Store, id: string, after: number) {
  let seen = -1
  let heard = 0
  let state = ''
  let progress = ''

  const readPoints = (): Point[] => {
    const last = store.points.last()
    const points = seen < 0 ? store.points.after(id, after) : store.points.since(id, seen)
    seen = last
    return points.map(({ seq: _, ...point }) => point)
  }
  const readRemarks = (): RunEvent[] => {
    const remarks = store.remarks.after(id, after, heard)
    heard = remarks.at(-1)?.seq ?? heard
    return remarks.map(r => r.remark)
  }
  return () =>
    store.consistently((): { events: RunEvent[]; run: Run } => {
      const run = knownRun(store, id)
      const events: RunEvent[] = [
        ...chunks(readPoints()).map(points => ({ kind: 'points', points }) as const),
        ...readRemarks(),
      ]
      const now = store.runs.progress(id)
      if (now !== progress) events.push({ kind: 'progress', progress: JSON.parse(now) })
      progress = now
      const words = JSON.stringify(run)
      if (words !== state) events.push({ kind: 'run', run }) // after its points: the last event says how it ended
      state = words
      return { events, run }
    })
}

const chunks = (points: Point[]): Point[][] =>
  Array.from({ length: Math.ceil(points.length / most) }, (_, i) => points.slice(i * most, (i + 1) * most))
