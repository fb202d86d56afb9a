/** What a plan will take, known before it runs. */
export interface Estimate {
  /** Trainable numbers. */
  readonly parameters: number
  /** Floating point operations of the matrix products of one optimizer step, forward and backward. */
  readonly flopsPerStep: number
  /** Memory of weights, gradients, optimizer state and the largest activations, MiB. */
  readonly memory: number
  readonly tokensPerStep: number
}
