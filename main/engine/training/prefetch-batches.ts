import { join } from 'node:path'
import type { Batch } from '../../../core/data/batch.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { startWorkerThread } from '../../process/worker-thread.ts'

/** Which batches are wanted: those of a plan's training from a step on (0 is the first). */
export interface BatchRequest {
  readonly plan: Plan
  /** Of the tokens, see `Prepared`. */
  readonly folder: string
  readonly firstStep: number
}

/** The batches of a training, made in a thread of its own while the engine computes, which blocks this one. */
export interface BatchPrefetcher {
  /** The micro-batches of the next step; those of a few steps are ready before they are asked for. Throws problems. */
  next(): Promise<readonly Batch[]>
  close(): Promise<void>
}

/** Steps that are prepared: one that is taken, and one that makes up for a step that takes long to prepare. */
const prefetchedSteps = 2

const program = { source: join(import.meta.dirname, 'batch-worker.ts'), bundled: 'batches.js' }

export function prefetchBatches(wanted: BatchRequest): BatchPrefetcher {
  const { ask, end } = startWorkerThread<'next', readonly Batch[]>(program, wanted)
  const coming = Array.from({ length: prefetchedSteps }, () => ask('next'))
  return {
    next() {
      coming.push(ask('next'))
      return coming.shift() as Promise<readonly Batch[]>
    },
    close: end,
  }
}
