import type { Tensor } from '../tensor/tensor.ts'
import type { Dropout } from './dropout.ts'
import type { KVCache } from './kv-cache.ts'
import type { Module } from './module.ts'

/** What a network reads; see core/data/batch.ts for the shapes. */
export interface NetworkInputs {
  readonly ids: Tensor
  readonly mask?: Tensor | undefined
  readonly target?: Tensor | undefined
  /** Which of two joined texts a token belongs to, int32 [B, T]; all 0 when absent (BERT). */
  readonly types?: Tensor | undefined
  /** Which document a token belongs to, int32 [B, T]: it sees no other one. All the same when absent (decoders). */
  readonly documents?: Tensor | undefined
  /** The place of each token in its document, int32 [B, T]; the place in the row when absent (decoders). */
  readonly places?: Tensor | undefined
  /** 1 for the tokens of the beginning, which all later and earlier tokens see, int32 [B, T]; none when absent (decoders). */
  readonly prefix?: Tensor | undefined
  /** Given when texts are written token by token: the tokens at hand follow those it remembers. */
  readonly cache?: KVCache | undefined
}

/** Contents of Transformers' config.json: it says all that a network's shape depends on. */
export type ModelConfig = Readonly<Record<string, unknown>>

/** A network without its output layer: its parameters under Transformers' names, and its forward pass. */
export interface Body {
  readonly parts: Module
  /** Last hidden states as rows: [B·T, C] for encoders and decoders, [B·U, C] of the decoder for encoder-decoders. */
  readonly hidden: (inputs: NetworkInputs, dropout: Dropout) => Tensor
  readonly config: ModelConfig
}

/** A network that a block of nodes/model/ builds. */
export interface Network extends Body {
  /** Scores over the vocabulary: [rows, C] → [rows, V]. A head of another kind scores what it is asked (core/nn/head.ts). */
  readonly logits: (hidden: Tensor) => Tensor
  /** Parameters that begin as copies of others where a file does not have them: their names, and whose copies they are. */
  readonly tiedWeights?: Readonly<Record<string, string>>
  /** A smaller network that learns along and makes the task of this one: it replaces tokens (ELECTRA). */
  readonly generator?: Network
}
