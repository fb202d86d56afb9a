import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { RunQueue } from '../../core/run/run.ts'
import { text } from '../../core/text.ts'
import { markInterruptedRuns } from '../store/mark-interrupted-runs.ts'
import type { Store } from '../store/store.ts'
import { newRunId } from './stored-runs.ts'

/** Milliseconds between checks whether the next training can start. */
const pollMs = 1000

interface QueueActions {
  readonly planOf: (graph: Graph) => Promise<Plan>
  readonly start: (training: {
    readonly id: string
    readonly graph: Graph
    readonly plan: Plan
    readonly name: string
  }) => void
}

export interface QueuedTraining {
  readonly graph: Graph
  readonly name: string
}

/**
 * Trainings that start one after the other: the next one when no run on this machine goes on. They are kept in the store;
 * after a restart they wait until they are told to go on, because nobody wants an old training by surprise.
 */
export function createRunQueue(store: Store, actions: QueueActions) {
  const turns = createTurns(
    isOn => startNext(store, actions, isOn),
    () => nextTraining(store) !== undefined,
  )
  const now = (): RunQueue => ({ going: turns.isOn(), items: store.queue.list() })
  return {
    now,
    /** Puts trainings at the end; all of them or, when one has problems, none. */
    async add(trainings: readonly QueuedTraining[]): Promise<RunQueue> {
      const planned: (QueuedTraining & { readonly plan: Plan })[] = []
      for (const one of trainings) planned.push({ ...one, plan: await actions.planOf(one.graph) })
      store.atomically(() => {
        for (const { graph, name, plan } of planned)
          store.queue.add({ id: newRunId(), name, graph, task: plan.batches.task })
      })
      turns.go(true)
      return now()
    },
    move(id: string, to: number): RunQueue {
      store.atomically(() => store.queue.move(id, to))
      return now()
    },
    remove(id: string): RunQueue {
      store.queue.remove(id)
      return now()
    },
    /** Goes on, or lets what waits wait. */
    go(on: boolean): RunQueue {
      turns.go(on)
      return now()
    },
    /** Whoever waits goes on waiting. */
    close: turns.close,
  }
}

/** The first one that has no problem. */
const nextTraining = (store: Store) => store.queue.list().find(({ problem }) => !problem)

/** Starts the next one when no run goes on. One that cannot start keeps its problem, and the others still get their turn. */
async function startNext(store: Store, { planOf, start }: QueueActions, isOn: () => boolean): Promise<void> {
  const next = nextTraining(store)
  if (!next) return
  markInterruptedRuns(store)
  if (store.runs.owned().length > 0) return
  const graph = store.queue.graph(next.id)
  if (!graph) return
  try {
    const plan = await planOf(graph)
    if (!isOn() || !store.queue.remove(next.id)) return
    start({ id: next.id, graph, plan, name: next.name })
  } catch (error) {
    const { id, name, task } = next
    store.atomically(() => {
      if (store.queue.graph(id) === undefined && !store.runs.get(id)) store.queue.add({ id, name, task, graph })
      store.queue.refuse(id, problemOf(error))
    })
  }
}

function problemOf(error: unknown): Problem {
  const [problem] = error instanceof Refusals ? error.problems : []
  if (problem) return problem
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'bug',
    severity: 'error',
    message: text(`This training could not be started: ${reason}`, `无法开始此训练：${reason}`),
    fix: text('Queue it again.', '请重新加入队列。'),
  }
}

/** Takes one turn after the other, at most one at a time, until there is no more. A turn that fails is taken again later. */
function createTurns(turn: (isOn: () => boolean) => Promise<void>, hasMore: () => boolean) {
  let on = false
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | undefined

  const rest = () => {
    clearInterval(timer)
    timer = undefined
  }
  const take = async () => {
    try {
      await turn(() => on)
      if (!hasMore()) rest()
    } catch (error) {
      console.error(error) // the store is full or locked: the next look tries again
    }
    turning = undefined
  }
  const look = () => {
    if (on) turning ??= take()
  }
  return {
    isOn: () => on,
    go(value: boolean) {
      on = value
      if (!on) return rest()
      timer ??= setInterval(look, pollMs)
      look()
    },
    close: async () => {
      on = false
      rest()
      await turning
    },
  }
}
