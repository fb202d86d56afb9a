import { recurrent } from '../../../bench/lstm.ts'
import type { Batch } from '../../../core/data/batch.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { createRandom } from '../../../core/random.ts'
import { argmax } from '../../../core/tensor/ops/argmax.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import type { Model } from '../../../core/train/model.ts'
import type { OptimizerRules } from '../../../core/train/optimizer-rules.ts'
import { adamw } from '../../../core/train/optimizers/adamw.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { createWebGpuBackend } from '../../../main/engine/onnx/webgpu-backend.ts'
import { t5 } from '../../../nodes/model/t5.ts'

/** Trains one small T5 on the CPU and on WebGPU, with dropout and two micro-batches a step; prints losses, norms, what the networks guess, and the largest difference of weights. */
const [B, S, U, V] = [2, 8, 6, 64]
const transformer = t5({
  model_type: 't5',
  vocab_size: V,
  d_model: 16,
  d_kv: 8,
  d_ff: 32,
  num_layers: 1,
  num_heads: 2,
  tie_word_embeddings: false,
  feed_forward_proj: 'gated-gelu',
  dropout_rate: 0.1,
})
const { int } = createRandom(2)
const draw = (n: number) => Int32Array.from({ length: n }, () => int(V))
const mask = Int32Array.from({ length: B * S }, (_, i) => (i === S - 1 ? 0 : 1))
const batchOf = (): Batch => ({
  arrays: {
    ids: draw(B * S),
    mask,
    target: draw(B * U),
    labels: draw(B * U),
    weights: new Float32Array(B * U).fill(1),
  },
  tokens: B * (S + U),
  supervised: B * U,
})
const lstm = recurrent({ S, U, attention: 'bahdanau', L: 2, H: 16, B, V, dropout: 0.1 }).model.network
const network = process.argv[2] === 'lstm' ? lstm : transformer
const ids = (...shape: number[]) => ({ shape, dtype: 'int32' }) as const
const model: Model = {
  network,
  parameters: namedParameters(network.parts),
  collator: {
    feeds: () => ({
      ids: ids(B, S),
      mask: ids(B, S),
      target: ids(B, U),
      labels: ids(B * U),
      weights: { shape: [B * U], dtype: 'float32' },
    }),
    examples: () => B,
    fill: batchOf,
  },
  loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
  predict: hidden => argmax(network.logits(hidden)),
}
const optimizer: OptimizerRules = {
  clip: 1,
  rules: adamw.rules({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 }),
}

const batches = [
  [batchOf(), batchOf()],
  [batchOf(), batchOf()],
  [batchOf(), batchOf()],
]
const results = []
for (const make of [createCpuBackend, createWebGpuBackend]) {
  const machine = await make(model, {
    batchSize: B,
    accumulate: 2,
    seed: 1,
    optimizer,
  })
  const losses: number[] = []
  for (const [i, micro] of batches.entries()) {
    const { loss, gradientNorm: norm } = await machine.step(micro, { step: i + 1, learningRate: 1e-3, seed: i })
    losses.push(loss, norm)
  }
  const { guesses } = await machine.evaluate(batches[0]?.[0] as Batch)
  results.push({ losses, guesses: Array.from(guesses ?? []), state: await machine.state() })
  await machine.dispose()
}
const [cpu, gpu] = results
let difference = 0
const compare = (ours: Float32Array, theirs: Float32Array | undefined) => {
  for (const [i, x] of ours.entries()) difference = Math.max(difference, Math.abs(x - (theirs?.[i] ?? Number.NaN)))
}
for (const [name, values] of cpu?.state.weights ?? []) compare(values, gpu?.state.weights.get(name))
for (const [slot, values] of cpu?.state.slots ?? [])
  for (const [name, { data }] of values) compare(data, gpu?.state.slots.get(slot)?.get(name)?.data)
const guesses = [cpu?.guesses, gpu?.guesses]
console.log(JSON.stringify({ cpu: cpu?.losses, gpu: gpu?.losses, guesses, difference }))
