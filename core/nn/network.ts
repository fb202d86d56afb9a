import type { Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import type { Module } from './module.ts'

/** What a network reads; see core/batch.ts for the shapes. */
export interface NetworkInputs {
  readonly ids: Tensor
  readonly mask?: Tensor | undefined
  readonly target?: Tensor | undefined
  /** Which of two joined texts a token belongs to, int32 [B, T]; all 0 when absent (BERT). */
  readonly types?: Tensor | undefined
}

/** Contents of Transformers' config.json: it says all that a network's shape depends on. */
export type Config = Readonly<Record<string, unknown>>

/** A network that a block of nodes/model/ builds: its parameters under Transformers' names, and its forward pass. */
export interface Network {
  readonly parts: Module
  /** Last hidden states as rows: [B·T, C] for encoders and decoders, [B·U, C] of the decoder for encoder-decoders. */
  hidden(inputs: NetworkInputs, dropout: Dropout): Tensor
  /** Scores over the vocabulary: [rows, C] → [rows, V]. */
  logits(hidden: Tensor): Tensor
  readonly config: Config
}
