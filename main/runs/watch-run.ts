import { once } from 'node:events'
import type { AbortSignalLike } from '../../core/rpc/contract.ts'
import type { MetricPoint, Run, RunEvent } from '../../core/run/run.ts'
import { markInterruptedRuns } from '../store/mark-interrupted-runs.ts'
import { isFinished } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import type { EngineManager } from './engine-manager.ts'
import { requireRun } from './stored-runs.ts'

/** Milliseconds between polls of a run that another process owns. */
const pollMs = 500
/** Points in one event. */
const maxPointsPerEvent = 5000

/**
 * Events of a run until it is over: its state, points of steps after `after`, messages, progress. Everything comes from
 * the store, so a run of this process and one of another look the same, and a watcher may leave and come back.
 */
export async function* watchRun(
  store: Store,
  { changed }: EngineManager,
  { run: id, after }: { run: string; after: number },
  signal: AbortSignalLike,
): AsyncIterable<RunEvent> {
  const news = createEventReader(store, id, after)
  while (!signal.aborted) {
    const wait = new AbortController()
    const notified = once(changed, id, { signal: wait.signal }).catch(() => undefined)
    const leave = () => wait.abort()
    const timer = setTimeout(leave, pollMs)
    signal.addEventListener('abort', leave)
    try {
      const { events, run } = news() // listening already, so nothing falls between reading and waiting
      yield* events
      if (isFinished(run)) return
      await notified
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      leave()
    }
    markInterruptedRuns(store)
  }
}

/** Each call gives what is new since the last one, as the store was at one moment. */
function createEventReader(store: Store, id: string, after: number) {
  let seen = -1
  let lastMessage = 0
  let state = ''
  let progress = ''

  const readPoints = (): MetricPoint[] => {
    const last = store.points.last()
    const points = seen < 0 ? store.points.after(id, after) : store.points.since(id, seen)
    seen = last
    return points.map(({ seq: _, ...point }) => point)
  }
  const readMessages = (): RunEvent[] => {
    const messages = store.messages.after(id, after, lastMessage)
    lastMessage = messages.at(-1)?.seq ?? lastMessage
    return messages.map(({ message }) => message)
  }
  return () =>
    store.consistently((): { events: RunEvent[]; run: Run } => {
      const run = requireRun(store, id)
      const events: RunEvent[] = [
        ...splitPoints(readPoints()).map(points => ({ kind: 'points', points }) as const),
        ...readMessages(),
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

const splitPoints = (points: MetricPoint[]): MetricPoint[][] =>
  Array.from({ length: Math.ceil(points.length / maxPointsPerEvent) }, (_, i) =>
    points.slice(i * maxPointsPerEvent, (i + 1) * maxPointsPerEvent),
  )
