import type { Graph } from '../../core/graph/graph.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { Refusals } from '../../core/problem.ts'
import type { RunQueue } from '../../core/run/run.ts'
import { markInterruptedRuns } from '../store/mark-interrupted-runs.ts'
import { isFinished } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { newRunId } from './stored-runs.ts'

/** Milliseconds between looks whether it is somebody's turn. */
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
export function createRunQueue(store: Store, { planOf, start }: QueueActions) {
  let going = false
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | undefined
  let closed = false

  const now = (): RunQueue => ({ going, items: store.queue.list() })
  const due = () => store.queue.list().find(({ problem }) => !problem)

  /** Starts the next one, when nothing else goes on. */
  async function turn() {
    const next = due()
    markInterruptedRuns(store)
    if (!next || store.runs.list().some(run => !isFinished(run))) return
    try {
      const graph = store.queue.graph(next.id)
      const plan = graph && (await planOf(graph))
      if (plan && going && store.queue.remove(next.id)) start({ id: next.id, graph, plan, name: next.name })
    } catch (error) {
      const [problem] = error instanceof Refusals ? error.problems : []
      if (!problem) throw error
      store.queue.refuse(next.id, problem) // the others still get their turn
    }
  }
  const look = () => {
    if (closed || !going || turning) return
    turning = turn().finally(() => {
      turning = undefined
      if (!closed && !due()) rest()
    })
  }
  const rest = () => {
    clearInterval(timer)
    timer = undefined
  }
  const wake = () => {
    timer ??= setInterval(look, pollMs)
    look()
  }
  return {
    now,
    /** Puts trainings at the end; all of them or, when one has problems, none. */
    async add(trainings: readonly QueuedTraining[]): Promise<RunQueue> {
      const planned: (QueuedTraining & { readonly plan: Plan })[] = []
      for (const one of trainings) planned.push({ ...one, plan: await planOf(one.graph) })
      store.atomically(() => {
        for (const { graph, name, plan } of planned)
          store.queue.add({ id: newRunId(), name, graph, task: plan.batches.task })
      })
      going = true
      wake()
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
      going = on
      if (on) wake()
      else rest()
      return now()
    },
    /** Whoever waits goes on waiting. */
    close: async () => {
      closed = true
      going = false
      rest()
      await turning
    },
  }
}
