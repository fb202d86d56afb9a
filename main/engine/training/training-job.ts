import type { Blocks } from '../../../core/block/block.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { EngineReport } from '../../../core/run/report.ts'

/** What the outside wants of a run; looked at between steps. */
export interface PendingCommands {
  stop: boolean
  checkpoint: boolean
  sample: boolean
}

export interface TrainingJob {
  readonly plan: Plan
  /** The run's folder. */
  readonly folder: string
  readonly home: string
  readonly blocks: Blocks
  /** Text of the graph file. */
  readonly graph: string
  readonly report: (report: EngineReport) => void
  readonly pendingCommands: PendingCommands
}
