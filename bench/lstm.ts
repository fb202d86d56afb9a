import type { Batch } from '../core/data/batch.ts'
import { namedParameters } from '../core/nn/module.ts'
import { createRandom } from '../core/random.ts'
import { crossEntropy } from '../core/tensor/ops/cross-entropy.ts'
import type { Model } from '../core/train/model.ts'
import { lstm } from '../nodes/model/lstm.ts'
import type { Subject } from './loop-forms.ts'

/** Tokens of source and target, kind of attention, layers, width, batch, vocabulary. */
export interface Sizes {
  readonly S: number
  readonly U: number
  readonly attention: 'luong' | 'bahdanau'
  readonly L: number
  readonly H: number
  readonly B: number
  readonly V: number
  readonly dropout?: number
  /** Of Luong's attention. */
  readonly score?: 'general' | 'dot' | 'concat'
  readonly feeding?: boolean
}

/** An LSTM encoder-decoder of these sizes, its encoder bidirectional, and one batch of random tokens of different lengths. */
export function recurrent({ S, U, attention, L, H, B, V, ...rare }: Sizes): Subject {
  const network = lstm({
    model_type: 'lstm',
    vocab_size: V,
    embedding_size: H,
    hidden_size: H,
    num_layers: L,
    bidirectional: true,
    attention,
    dropout: rare.dropout ?? 0,
    attention_score: rare.score ?? 'general',
    input_feeding: rare.feeding ?? false,
    initializer_range: 0.1,
    pad_token_id: 0,
  })
  const { int } = createRandom(1)
  const draw = (n: number) => Int32Array.from({ length: n }, () => 1 + int(V - 1))
  const lengths = Array.from({ length: B }, () => 1 + int(S))
  const mask = Int32Array.from({ length: B * S }, (_, i) => (i % S < (lengths[Math.floor(i / S)] as number) ? 1 : 0))
  const arrays = {
    ids: draw(B * S),
    mask,
    target: draw(B * U),
    labels: draw(B * U),
    weights: new Float32Array(B * U).fill(1),
  }
  const batch: Batch = { arrays, tokens: B * (S + U), supervised: B * U }
  const ids = (...shape: number[]) => ({ shape, dtype: 'int32' }) as const
  const feeds = { ids: ids(B, S), mask: ids(B, S), target: ids(B, U), labels: ids(B * U) }
  const model: Model = {
    network,
    parameters: namedParameters(network.parts),
    collator: {
      feeds: () => ({ ...feeds, weights: { shape: [B * U], dtype: 'float32' } }),
      examples: () => B,
      fill: () => batch,
    },
    loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
  }
  return { model, batch, texts: B }
}
