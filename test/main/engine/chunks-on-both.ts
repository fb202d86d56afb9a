import { Tensor as Value } from 'onnxruntime-node'
import { noDropout } from '../../../core/nn/dropout.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { argmax } from '../../../core/tensor/ops/argmax.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import type { Program } from '../../../core/tensor/program.ts'
import { product } from '../../../core/tensor/shape.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { evaluateRows } from '../../../core/train/evaluate-rows.ts'
import type { Model } from '../../../core/train/model.ts'
import { totalLoss } from '../../../core/train/total-loss.ts'
import { compileForCpu, compileForWebGpu } from '../../../main/engine/onnx/session.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'

/** Loss, gradients and guesses of a small GPT-2 whose scores come in chunks, on both devices; prints the largest differences. */
const [B, T, V] = [2, 8, 64]
const shape = { n_positions: T, n_embd: 16, n_layer: 1, n_head: 2 }
const network = gpt2({ model_type: 'gpt2', vocab_size: V, ...shape })
const model: Model = {
  network,
  parameters: namedParameters(network.parts),
  collator: { feeds: () => ({}), examples: () => B, fill: () => ({ arrays: {}, tokens: B * T, supervised: B * T }) },
  loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
  predict: hidden => argmax(network.logits(hidden)),
}
const rows = {
  hidden: network.hidden({ ids: input('ids', [B, T], 'int32') }, noDropout),
  labels: input('labels', [B * T], 'int32'),
  weights: input('weights', [B * T]),
}
const limits = { scores: 1, rows: 5 }
const learning = [...model.parameters.values()]
const loss = totalLoss(model, rows, learning, limits)
const gradients = differentiate(loss, learning).map((g, i) => [`gradient ${i}`, g] as const)

async function results(
  outputs: Record<string, Tensor>,
  compile: (program: Program) => ReturnType<typeof compileForCpu>,
) {
  const compiled = await compile({ outputs, parameters: model.parameters })
  const values = [...compiled.inputs, ...compiled.parameters].map(({ name, shape, dtype }) => {
    const length = product(shape)
    const whole = () => Int32Array.from({ length }, (_, i) => (i * 7) % V)
    const part = () => Float32Array.from({ length }, (_, i) => 0.2 * Math.sin(i * 1.7) + (shape.length === 1 ? 1 : 0))
    return [name, dtype === 'int32' ? new Value('int32', whole(), shape) : new Value('float32', part(), shape)] as const
  })
  return compiled.session.run(Object.fromEntries(values))
}

const differences: Record<string, number> = {}
for (const outputs of [{ loss, ...Object.fromEntries(gradients) }, { ...evaluateRows(model, rows, limits) }]) {
  const cpu = await results(outputs, compileForCpu)
  const gpu = await results(outputs, program => compileForWebGpu(program, []))
  for (const name of Object.keys(outputs)) {
    const [a, b] = [cpu[name]?.data as Float32Array, gpu[name]?.data as Float32Array]
    differences[name] = Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))), differences[name] ?? 0)
  }
}
console.log(JSON.stringify(differences))
