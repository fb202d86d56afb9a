import type { Batch } from '../../core/data/batch.ts'

export interface StepResult {
  /** Mean loss per supervised row, nats. */
  readonly loss: number
  /** L2 norm of the whole gradient before clipping. */
  readonly gradientNorm: number
}

export interface BatchEvaluation {
  /** Σ over the supervised rows of a batch, nats. */
  readonly loss: number
  /** What the network takes each row for, where its objective can say so. */
  readonly guesses?: Float64Array
}

/** Weights and optimizer state by parameter name, as a checkpoint holds them. */
export interface TrainingState {
  readonly weights: ReadonlyMap<string, Float32Array>
  readonly first: ReadonlyMap<string, Float32Array>
  readonly second: ReadonlyMap<string, Float32Array>
}

/** Where a step stands. */
export interface StepContext {
  /** Counts from 1, for Adam's bias correction. */
  readonly step: number
  readonly learningRate: number
  /** Drives dropout. */
  readonly seed: number
}

/** Holds a model's state on a device and trains it. */
export interface TrainingBackend {
  /** One optimizer step over micro-batches. After a gradient that is not finite the state is of no use. */
  step(batches: readonly Batch[], at: StepContext): Promise<StepResult>
  /** Without dropout. */
  evaluate(batch: Batch): Promise<BatchEvaluation>
  /** The current weights on the host; valid until the next step. */
  weights(): Promise<ReadonlyMap<string, Float32Array>>
  /** A copy on the host. */
  state(): Promise<TrainingState>
  load(state: Partial<TrainingState>): Promise<void>
  dispose(): Promise<void>
}
