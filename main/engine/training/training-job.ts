import type { Blocks } from '../../../core/block/block.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import type { Engines, Probe } from '../engine.ts'
import type { BatchPrefetcher, BatchRequest } from './prefetch-batches.ts'

/** Commands from outside that are still to be carried out; looked at between steps. */
export interface PendingCommands {
  stop: boolean
  checkpoint: boolean
  sample: boolean
}

/** The commands for a checkpoint or a sample that are to be carried out now. One that arrives meanwhile waits for the next step. */
export function takeCommands(pending: PendingCommands): Pick<PendingCommands, 'checkpoint' | 'sample'> {
  const { checkpoint, sample } = pending
  Object.assign(pending, { checkpoint: false, sample: false })
  return { checkpoint, sample }
}

export interface TrainingJob {
  readonly plan: Plan
  /** The run's folder. */
  readonly folder: string
  readonly home: string
  readonly blocks: Blocks
  readonly engines: Engines
  readonly probe: Probe
  /** Text of the graph file. */
  readonly graph: string
  readonly report: (report: EngineReport) => void
  readonly pendingCommands: PendingCommands
  /** Who makes the batches, for blocks that the batch thread does not find by folder. Default: that thread. */
  readonly prefetch?: (request: BatchRequest) => BatchPrefetcher
}
