import { overrideParameters } from '../graphs/override-parameters.ts'
import { createRunQueue } from '../runs/run-queue.ts'
import { startRun } from '../runs/start-run.ts'
import type { ServiceContext, ServicePart } from './context.ts'

/** Trainings that wait for their turn. `close` leaves them waiting. */
export function queueService({ home, out, store, engines, blocks, planOf }: ServiceContext): {
  readonly service: ServicePart<'queue'>
  close(): Promise<void>
} {
  const queue = createRunQueue(store, {
    planOf,
    start: training => void startRun(store, engines, { home, out, ...training }),
  })
  return {
    service: {
      'queue.list': queue.now,
      'queue.add': ({ trainings }) =>
        queue.add(trainings.map(({ graph, set, name }) => ({ graph: overrideParameters(graph, set, blocks), name }))),
      'queue.move': ({ id, to }) => queue.move(id, to),
      'queue.remove': ({ id }) => queue.remove(id),
      'queue.go': ({ on }) => queue.go(on),
    },
    close: queue.close,
  }
}
