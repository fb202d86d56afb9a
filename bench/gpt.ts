import type { Batch } from '../core/data/batch.ts'
import { namedParameters } from '../core/nn/module.ts'
import { createRandom } from '../core/random.ts'
import { crossEntropy } from '../core/tensor/ops/cross-entropy.ts'
import { flops } from '../core/tensor/program.ts'
import type { Model } from '../core/train/model.ts'
import type { OptimizerRules } from '../core/train/optimizer-rules.ts'
import { adamw } from '../core/train/optimizers/adamw.ts'
import { gradientProgram } from '../core/train/programs.ts'
import { gpt2 } from '../nodes/model/gpt2.ts'

/** Sizes as the tables of papers give them: vocabulary, width, layers, heads, tokens, batch. */
export interface Sizes {
  readonly V: number
  readonly D: number
  readonly L: number
  readonly H: number
  readonly T: number
  readonly B: number
}

export const sizes: Readonly<Record<string, Sizes>> = {
  tiny: { V: 256, D: 128, L: 4, H: 4, T: 128, B: 16 },
  small: { V: 4096, D: 256, L: 4, H: 4, T: 128, B: 16 },
  medium: { V: 8192, D: 512, L: 8, H: 8, T: 256, B: 4 },
}

export const learningRate = 1e-3
export const optimizer: OptimizerRules = {
  clip: 1,
  rules: adamw.rules({ beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.01 }),
}

/** A GPT-2 of these sizes without dropout, and one batch of random tokens. */
export function gpt({ V, D, L, H, T, B }: Sizes) {
  const network = gpt2({
    model_type: 'gpt2',
    vocab_size: V,
    n_positions: T,
    n_embd: D,
    n_layer: L,
    n_head: H,
    embd_pdrop: 0,
    attn_pdrop: 0,
    resid_pdrop: 0,
  })
  const { int } = createRandom(1)
  const draw = () => Int32Array.from({ length: B * T }, () => int(V))
  const arrays = { ids: draw(), labels: draw(), weights: new Float32Array(B * T).fill(1) }
  const batch: Batch = { arrays, tokens: B * T, supervised: B * T }
  const model: Model = {
    network,
    parameters: namedParameters(network.parts),
    collator: {
      feeds: () => ({
        ids: { shape: [B, T], dtype: 'int32' },
        labels: { shape: [B * T], dtype: 'int32' },
        weights: { shape: [B * T], dtype: 'float32' },
      }),
      examples: () => B,
      fill: () => batch,
    },
    loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
  }
  return { model, batch, flops: flops(gradientProgram(model, B)) }
}
