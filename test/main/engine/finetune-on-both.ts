import type { Batch } from '../../../core/data/batch.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { isEmbeddingParameter, layerIndexOf } from '../../../core/nn/parameter-names.ts'
import { createRandom } from '../../../core/random.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { loraAdapters } from '../../../core/train/lora.ts'
import { type Model, trainableParameters } from '../../../core/train/model.ts'
import type { OptimizerRules } from '../../../core/train/optimizer-rules.ts'
import { adamw } from '../../../core/train/optimizers/adamw.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { createWebGpuBackend } from '../../../main/engine/onnx/webgpu-backend.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'

/**
 * Goes on training one small GPT-2 on the CPU and on WebGPU, with its first layer frozen in one graph, and with LoRA in parts.
 * Prints for each the largest difference of losses, norms and weights, and whether on either device just those moved that learn.
 */
const [B, T, V] = [2, 8, 64]
const network = gpt2({ model_type: 'gpt2', vocab_size: V, n_positions: T, n_embd: 16, n_layer: 2, n_head: 2 })
const named = namedParameters(network.parts)
const names = [...named.keys()]
const lora = loraAdapters(named, { rank: 3, alpha: 6, targets: 'all', freeze: 0, family: network.family })

interface Way extends Pick<Model, 'parameters' | 'frozen' | 'adapters'> {
  readonly accumulate: number
}
const ways: Record<string, Way> = {
  frozen: {
    parameters: named,
    frozen: new Set(names.filter(name => isEmbeddingParameter(name, network.family) || layerIndexOf(name) === 0)),
    accumulate: 1,
  },
  lora: {
    parameters: new Map([...named, ...lora.added]),
    frozen: new Set(names),
    adapters: lora.adapters,
    accumulate: 2,
  },
}

const { int } = createRandom(2)
const draw = () => Int32Array.from({ length: B * T }, () => int(V))
const batchOf = (): Batch => ({
  arrays: { ids: draw(), labels: draw(), weights: new Float32Array(B * T).fill(1) },
  tokens: B * T,
  supervised: B * T,
})
const steps = Array.from({ length: 2 }, () => [batchOf(), batchOf()])
const ids = (...shape: number[]) => ({ shape, dtype: 'int32' }) as const
const shared = {
  network,
  collator: {
    feeds: () => ({ ids: ids(B, T), labels: ids(B * T), weights: { shape: [B * T], dtype: 'float32' } as const }),
    examples: () => B,
    fill: batchOf,
  },
  loss: (hidden: Parameters<typeof network.logits>[0], labels: typeof hidden) =>
    crossEntropy(network.logits(hidden), labels),
}
const rates = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
const optimizer: OptimizerRules = { clip: 1, rules: adamw.rules({ ...rates, weightDecay: 0.1 }) }

/** Losses and norms of some steps, and the weights before and after. */
async function went(make: typeof createCpuBackend, model: Model, accumulate: number) {
  const machine = await make(model, { batchSize: B, accumulate, seed: 1, optimizer })
  const before = new Map([...(await machine.weights())].map(([name, values]) => [name, values.slice()]))
  const numbers: number[] = []
  for (const [i, batches] of steps.entries()) {
    const micro = batches.slice(0, accumulate)
    const { loss, gradientNorm: norm } = await machine.step(micro, { step: i + 1, learningRate: 0.01, seed: i })
    numbers.push(loss, norm)
  }
  const { weights } = await machine.state()
  const moved = [...weights].filter(([name, values]) => values.some((x, i) => x !== before.get(name)?.[i]))
  await machine.dispose()
  return { numbers, weights, moved: moved.map(([name]) => name) }
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number> | undefined) =>
  Math.max(...Array.from(a, (x, i) => Math.abs(x - (b?.[i] ?? Number.NaN))))

for (const [way, { accumulate, ...learning }] of Object.entries(ways)) {
  const model = { ...shared, ...learning }
  const [cpu, gpu] = [
    await went(createCpuBackend, model, accumulate),
    await went(createWebGpuBackend, model, accumulate),
  ]
  const weights = Math.max(...[...cpu.weights].map(([name, values]) => farthest(values, gpu.weights.get(name))))
  const learned = [...trainableParameters(model).keys()].sort().join()
  const moved = [cpu.moved, gpu.moved].map(list => list.sort().join() === learned)
  console.log(JSON.stringify({ way, numbers: farthest(cpu.numbers, gpu.numbers), weights, moved }))
}
