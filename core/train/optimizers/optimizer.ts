import type { Shape } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'

/** A number that is fed at every step. */
export interface StepScalar {
  readonly name: string
  /** Its value for parameters that do not decay, where that is another one; for example 1 for what is left of a decayed weight. */
  readonly withoutDecay?: number
}

export interface UpdateInputs {
  readonly parameter: Tensor
  /** Of the whole step, already clipped; of the parameter's shape. */
  readonly gradient: Tensor
  /** The state slots by name. */
  readonly state: Readonly<Record<string, Tensor>>
  /** The rule's scalars by name. */
  readonly scalars: Readonly<Record<string, Tensor>>
}

export interface UpdateResult {
  readonly parameter: Tensor
  /** The new value of every slot. */
  readonly state: Readonly<Record<string, Tensor>>
}

/** How an optimizer changes a parameter, and what it remembers for it from step to step. */
export interface UpdateRule {
  /** Which parameters it is for; default: all. The first rule of an optimizer that applies to a parameter updates it. */
  readonly applies?: (name: string, shape: Shape) => boolean
  /**
   * Every number is computed from the numbers at its own place, and every slot has the parameter's shape. Such an update may run
   * over any stretch of memory that holds several parameters or a part of one, and over its own inputs. Otherwise `update` is
   * given one whole parameter.
   */
  readonly elementwise: boolean
  /** State slots by name, with their shapes for a parameter of this shape. They start at 0. */
  readonly slots: (shape: Shape) => Readonly<Record<string, Shape>>
  readonly scalars: readonly StepScalar[]
  /** The scalars' values at a step (1 is the first). */
  readonly scalarsAt: (step: number, learningRate: number) => Readonly<Record<string, number>>
  /** Which parameters decay; default: see hasWeightDecay(). */
  readonly decays?: (name: string, shape: Shape) => boolean
  readonly update: (inputs: UpdateInputs) => UpdateResult
}

/** An optimizer, as a file of this folder exports it; a block of nodes/train brings it as its ability `optimizer`. */
export interface OptimizerDefinition<Settings> {
  /** What plans call it (`optimizer.kind`). */
  readonly id: string
  /** Usually one rule; several where, for example, only matrices are updated in a special way. */
  readonly rules: (settings: Settings) => readonly UpdateRule[]
}
