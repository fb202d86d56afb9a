import type { Batch } from '../../../core/batch.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import type { At, Stepped } from './machine.ts'

export interface CpuOptions {
  readonly batchSize: number
  /** Micro-batches of a step. */
  readonly accumulate: number
  readonly optimizer: Optimizer
  readonly seed: number
  /** Default: all. */
  readonly threads?: number
}

/** One way to run an optimizer step over state that it writes in place. */
export interface Stepper {
  step(batches: readonly Batch[], at: At): Promise<Stepped>
  release(): Promise<void>
}
