/** The size and cost of a plan, known before it runs. */
export interface Estimate {
  /** Number of trainable parameters. */
  readonly parameters: number
  /** Whether batches may be smaller than the largest one, which the numbers below describe: true where batches are bucketed by length. */
  readonly atMost: boolean
  /** Floating point operations of the matrix products of one optimizer step, forward and backward. */
  readonly flopsPerStep: number
  /** Memory of weights, gradients, optimizer state and the largest set of activations alive at once, MiB. */
  readonly memory: number
  /** Tokens read (and, for seq2seq, written) in one optimizer step, padding included. */
  readonly tokensPerStep: number
}

/** What is known about one block of a plan before it runs. */
export interface BlockFacts {
  /** Number of trainable parameters. */
  readonly parameters?: number
  /** MiB: of a network its weights with what their optimizer keeps; of batches their tensors; of a trainer everything. */
  readonly memory?: number
  /** What leaves it in each step. */
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[]
}
