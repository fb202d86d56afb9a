import type { Batch } from '../../core/data/batch.ts'
import type { Shape } from '../../core/tensor/shape.ts'
import type { OptimizerRules } from '../../core/train/optimizer-rules.ts'

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

/** A state slot of one parameter. */
export interface SlotValue {
  readonly shape: Shape
  readonly data: Float32Array
}

/** Weights and optimizer state by parameter name, as a checkpoint holds them. */
export interface TrainingState {
  readonly weights: ReadonlyMap<string, Float32Array>
  /** By the name of the slot, for example `first`. */
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, SlotValue>>
}

/** Where a step stands. */
export interface StepContext {
  /** Counts from 1, as bias corrections need it. */
  readonly step: number
  readonly learningRate: number
  /** Drives dropout. */
  readonly seed: number
}

export interface BackendOptions {
  readonly batchSize: number
  /** Micro-batches of a step. */
  readonly accumulate: number
  readonly optimizer: OptimizerRules
  /** Draws the initial weights. */
  readonly seed: number
  /** Of the processor; default: all. */
  readonly threads?: number
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
