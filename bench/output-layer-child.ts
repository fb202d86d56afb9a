import { Tensor as Value } from 'onnxruntime-node'
import { noDropout } from '../core/nn/dropout.ts'
import { namedParameters } from '../core/nn/module.ts'
import { createRandom } from '../core/random.ts'
import { differentiate } from '../core/tensor/differentiate.ts'
import { crossEntropy } from '../core/tensor/ops/cross-entropy.ts'
import { gather } from '../core/tensor/ops/gather.ts'
import { input, type Tensor } from '../core/tensor/tensor.ts'
import type { Model } from '../core/train/model.ts'
import { totalLoss } from '../core/train/total-loss.ts'
import { compileForCpu } from '../main/engine/onnx/session.ts'
import { gpt2 } from '../nodes/model/gpt2.ts'

/**
 * Forward and backward of a network of width 128 with 2 layers over 16 texts of 128 tokens, of which a share has loss, in a process
 * of its own: head.ts VOCABULARY SHARE FORM [STEPS [ROWS]]. Prints the milliseconds and processor milliseconds of each step, and the
 * memory in MiB that running added. Forms: `everywhere` gives scores to all places, `rows` to those with loss, all at
 * once; `chunks` does what the app does, or takes ROWS rows at a time.
 */
const [V, share, form, steps = '6', rows] = process.argv.slice(2) as [string, string, string, string?, string?]
const [vocabulary, C, B, T] = [Number(V), 128, 16, 128]
const network = gpt2({
  model_type: 'gpt2',
  vocab_size: vocabulary,
  n_positions: T,
  n_embd: C,
  n_layer: 2,
  n_head: 4,
  embd_pdrop: 0,
  attn_pdrop: 0,
  resid_pdrop: 0,
})
const named = namedParameters(network.parts)
const asked = Math.round(B * T * Number(share))
const N = form === 'everywhere' ? B * T : asked
const model: Model = {
  network,
  parameters: named,
  collator: {
    feeds: () => ({}),
    examples: () => B,
    fill: () => ({ arrays: {}, tokens: B * T, supervised: asked }),
  },
  loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
}

const places = Int32Array.from({ length: asked }, (_, i) => Math.floor(i / Number(share)))
const weights = new Float32Array(N).fill(form === 'everywhere' ? 0 : 1 / asked)
if (form === 'everywhere') for (const place of places) weights[place] = 1 / asked
const { int, normal } = createRandom(1)
const ids = Int32Array.from({ length: B * T }, () => int(vocabulary))
const labels = Int32Array.from({ length: N }, (_, i) => ids[N === asked ? (places[i] as number) : i] as number)

const states = network.hidden({ ids: input('ids', [B, T], 'int32') }, noDropout)
const supervised = {
  hidden: N === B * T ? states : gather(states, input('rows', [N], 'int32')),
  labels: input('labels', [N], 'int32'),
  weights: input('weights', [N]),
}
const atOnce = { scores: Number.POSITIVE_INFINITY, rows: N }
const limits = form !== 'chunks' ? atOnce : rows ? { scores: 1, rows: Number(rows) } : undefined
const learning = [...named.values()]
const loss = totalLoss(model, supervised, learning, limits)
const gradients = differentiate(loss, learning)
const outputs = Object.fromEntries([...named.keys()].map((name, i) => [`gradient/${name}`, gradients[i] as Tensor]))

const { session, inputs } = await compileForCpu({ outputs: { loss, ...outputs }, parameters: named })
const filled = (size: number, f: () => number) => Float32Array.from({ length: size }, f)
const fed: Record<string, Value> = {
  ids: new Value('int32', ids, [B, T]),
  rows: new Value('int32', places, [asked]),
  labels: new Value('int32', labels, [N]),
  weights: new Value('float32', weights, [N]),
}
const values = Object.fromEntries(
  [...named].map(([name, { shape, size }]) => [
    name,
    new Value(
      'float32',
      filled(size, () => 0.02 * normal()),
      shape,
    ),
  ]),
)
const feeds = { ...values, ...Object.fromEntries(inputs.map(({ name }) => [name, fed[name] as Value])) }
const targets = Object.fromEntries(
  [...named].map(([name, { shape, size }]) => [
    `gradient/${name}`,
    new Value(
      'float32',
      filled(size, () => 0),
      shape,
    ),
  ]),
)
const before = process.memoryUsage.rss()
const milliseconds: number[] = []
const processor: number[] = []
let last = Number.NaN
for (let step = 0; step < Number(steps); step++) {
  const [started, used] = [performance.now(), process.cpuUsage()]
  const results = await session.run(feeds, { loss: null, ...targets })
  milliseconds.push(performance.now() - started)
  const { user, system } = process.cpuUsage(used)
  processor.push((user + system) / 1000)
  last = Number(results.loss?.data[0])
}
const memory = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20
console.log(JSON.stringify({ milliseconds, processor, memory, loss: last }))
