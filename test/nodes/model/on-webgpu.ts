import type { OptimizerRules } from '../../../core/train/optimizer-rules.ts'
import { adamw } from '../../../core/train/optimizers/adamw.ts'
import { createWebGpuBackend } from '../../../main/engine/onnx/webgpu-backend.ts'
import { setUp } from './set-up.ts'
import { cases } from './subject.ts'

/** Runs cases (default: all) on WebGPU for one step and prints how far loss and norm are from Transformers'. */
const rates = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
const optimizer: OptimizerRules = { clip: 1, rules: adamw.rules({ ...rates, weightDecay: 0 }) }
const asked = process.argv.slice(2)

for (const name of asked.length ? asked : cases) {
  const { model, batch, texts, expected, values } = setUp(name)
  const machine = await createWebGpuBackend(model, {
    batchSize: texts,
    accumulate: 1,
    seed: 0,
    optimizer,
  })
  await machine.load({ weights: values })
  const { loss, gradientNorm: norm } = await machine.step([batch], { step: 1, learningRate: 0, seed: 0 })
  const wanted = { loss: expected.loss, norm: expected.train.grad_norms_before_clip[0] ?? Number.NaN }
  console.log(JSON.stringify({ name, loss: loss - wanted.loss, norm: norm / wanted.norm - 1 }))
  await machine.dispose()
}
