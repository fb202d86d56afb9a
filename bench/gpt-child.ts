import { createCpuBackend } from '../main/engine/onnx/cpu-backend.ts'
import { gpt, learningRate, optimizer, sizes } from './gpt.ts'

/** Trains for some steps in a process of its own; prints milliseconds of each and peak memory as one line of JSON. */
const [name = 'small', steps = '12'] = process.argv.slice(2)
const found = sizes[name]
if (!found) throw new Error(`ours: no size '${name}'`)
const { model, batch, flops } = gpt(found)
const machine = await createCpuBackend(model, { batchSize: found.B, accumulate: 1, seed: 1, optimizer })
const milliseconds: number[] = []
for (let step = 1; step <= Number(steps); step++) {
  const started = performance.now()
  await machine.step([batch], { step, learningRate, seed: step })
  milliseconds.push(performance.now() - started)
}
const peak = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ milliseconds, peak, flops, tokens: batch.tokens }))
