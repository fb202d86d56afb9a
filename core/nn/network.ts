import type { NetworkKind, SavedHead } from '../plan/plan.ts'
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

/**
 * What the rest of the app must know of a family of networks (GPT-2, BERT, …). It stands in the family's own file under
 * nodes/model/ and nowhere else: no other code asks for a model_type.
 */
export interface NetworkFamily {
  readonly kind: NetworkKind
  /** Transformers' class for each head, as config.json names it in `architectures`. */
  readonly classes: Readonly<Partial<Record<SavedHead, string>>> & { readonly words: string }
  /** Modules that hold all parameters below the head: the first words of their names, such as `transformer`. */
  readonly body: readonly string[]
  /** Modules that run before the first layer, anywhere in the body: freezing layers freezes them, too. */
  readonly embeddings: readonly string[]
  /** Name of the token embedding [V, C]. */
  readonly tokenEmbedding: string
  /** Modules that compute queries and values, which LoRA adapts by default. Empty where LoRA has nothing to adapt. */
  readonly loraTargets: readonly string[]
  /** Linear layers of the body store their weights as [in, out] (Conv1D) instead of [out, in]. */
  readonly linearLayout?: 'in-out'
  /** Tensors that files may hold although they repeat another one, and which one: names, or their ends after a dot. */
  readonly copies?: Readonly<Record<string, string>>
  /** Tensors in files that no network here reads, such as tables that can be computed. */
  readonly unused?: RegExp
  /** Longest text in tokens; undefined where the config sets none. */
  readonly maxLength: (config: ModelConfig) => number | undefined
  /** Layers of the deepest stack. */
  readonly layerCount: (config: ModelConfig) => number
  /** Separator tokens between two texts that are joined. Default: one. */
  readonly pairSeparators?: 2
}

/** A network without its output layer: its parameters under Transformers' names, and its forward pass. */
export interface Body {
  readonly family: NetworkFamily
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
