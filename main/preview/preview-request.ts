import type { DataFlow } from '../../core/compile/compile-up-to.ts'
import type { BatchingOptions } from '../../core/train/batching/batcher.ts'

/** What a preview is asked for. Plain JSON: it goes to a child process. */
export interface PreviewRequest {
  readonly home: string
  readonly flow: DataFlow
  /** Rows, or examples of a batch, to show. */
  readonly rows: number
  /** As the trainer has it. `atMost`: there is no trainer, so the batch is as large as the data allows. */
  readonly batching: BatchingOptions & { readonly atMost?: boolean }
  /** What the network behind the batches begins a target with, where that is not padding. */
  readonly targetStart?: number | undefined
  /** Steps of training before the batch that is shown. */
  readonly step: number
  /** To look at the tokenizer instead: a text to cut, and which of its pieces to name. */
  readonly looking?: {
    readonly text: string
    readonly search: string
    readonly first: number
    readonly count: number
  }
}
