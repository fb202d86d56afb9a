import { describe, expect, test } from 'vitest'
import type { Arrays, Batch } from '../../../core/batch.ts'
import { noDropout } from '../../../core/nn/dropout.ts'
import { parameters } from '../../../core/nn/module.ts'
import type { Config, Network, NetworkInputs } from '../../../core/nn/network.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import { crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { decays } from '../../../core/train/adamw.ts'
import type { Model } from '../../../core/train/model.ts'
import { gradientOf, gradientProgram } from '../../../core/train/programs.ts'
import { cpuMachine } from '../../../main/engine/onnx/cpu.ts'
import { bert } from '../../../nodes/model/bert.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'
import { t5 } from '../../../nodes/model/t5.ts'
import { compiled } from '../../core/tensor/evaluate.ts'
import { type Case, fixture } from './fixture.ts'

const families: Record<string, { build: (config: Config) => Network; task: 'causal' | 'masked' | 'seq2seq' }> = {
  gpt2_clm: { build: gpt2, task: 'causal' },
  bert_mlm: { build: bert, task: 'masked' },
  t5v10_s2s: { build: t5, task: 'seq2seq' },
  t5v11_s2s: { build: t5, task: 'seq2seq' },
}

/** Transformers' inputs as ours: labels already shifted (causal), decoder input made from them (seq2seq), −100 as weight 0. */
function arraysOf({ inputs }: Case, task: string): Record<string, Int32Array | Float32Array> {
  const rows = inputs.labels ?? []
  const answers = rows.flatMap(row => (task === 'causal' ? [...row.slice(1), -100] : row))
  return {
    ids: Int32Array.from((inputs.input_ids ?? []).flat()),
    mask: Int32Array.from((inputs.attention_mask ?? []).flat()),
    ...(inputs.token_type_ids ? { types: Int32Array.from(inputs.token_type_ids.flat()) } : {}),
    ...(task === 'seq2seq'
      ? { target: Int32Array.from(rows.flatMap(row => [0, ...row.slice(0, -1)].map(id => Math.max(id, 0)))) }
      : {}),
    labels: Int32Array.from(answers, id => Math.max(id, 0)),
    weights: Float32Array.from(answers, id => (id < 0 ? 0 : 1)),
  }
}

function setUp(name: string) {
  const { build, task } = families[name] as (typeof families)[string]
  const { config, expected, weights } = fixture(name)
  const network = build(config)
  const arrays = arraysOf(expected, task)
  const batch: Batch = {
    arrays: arrays as Arrays,
    tokens: 0,
    supervised: (arrays.weights as Float32Array).reduce((a, b) => a + b, 0),
  }
  const shapes = Object.fromEntries(
    Object.entries(arrays).map(([key, data]) => [
      key,
      {
        shape: ['labels', 'weights'].includes(key) ? [data.length] : [2, data.length / 2],
        dtype: key === 'weights' ? 'float32' : 'int32',
      } as const,
    ]),
  )
  const model: Model = {
    network,
    parameters: parameters(network.parts),
    collator: { feeds: () => shapes, examples: () => 2, fill: () => batch },
    loss: (hidden, labels) => crossEntropy(network.logits(hidden), labels),
  }
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  return { model, batch, expected, weights, values, shapes }
}

describe.each(Object.keys(families))('%s equals Transformers', name => {
  const { model, batch, expected, weights, values, shapes } = setUp(name)

  test('parameters have the same names and shapes', () => {
    const ours = Object.fromEntries([...model.parameters].map(([key, { shape }]) => [key, [...shape]]))
    const theirs = Object.fromEntries([...weights].map(([key, { shape }]) => [key, [...shape]]))
    expect(ours).toEqual(theirs)
  })

  test('logits agree to 1e-4 wherever there is no padding', async () => {
    const given = Object.fromEntries(
      Object.entries(shapes).map(([key, { shape, dtype }]) => [key, input(key, shape, dtype)]),
    )
    const { labels: _, weights: __, ...inputs } = given
    const logits = model.network.logits(model.network.hidden(inputs as unknown as NetworkInputs, noDropout))
    const run = await compiled({ logits }, model.parameters)
    const got = (await run({ ...batch.arrays, ...Object.fromEntries(values) })).logits ?? []
    const [, T = 0, V = 0] = expected.logits.shape
    const seen = name.endsWith('s2s') ? undefined : (batch.arrays.mask as Int32Array)
    const errors = got.map((x, i) =>
      seen && seen[Math.floor(i / V)] === 0 ? 0 : Math.abs(x - (expected.logits.data[i] ?? Number.NaN)),
    )
    expect(got.length).toBe(2 * T * V)
    expect(Math.max(...errors)).toBeLessThan(1e-4)
  })

  test('the loss agrees to 1e-5 and every gradient norm to 0.1 %', async () => {
    const program = gradientProgram(model, 2)
    const run = await compiled(program.outputs, model.parameters)
    const results = await run({
      ...batch.arrays,
      ...Object.fromEntries(values),
      seed: [0],
      share: [1 / batch.supervised],
    })
    expect(Math.abs((results.loss?.[0] ?? Number.NaN) - expected.loss)).toBeLessThan(1e-5)
    for (const [key, norm] of Object.entries(expected.grad_norms)) {
      const gradient = results[gradientOf(key)] ?? [Number.NaN]
      const ours = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0))
      expect(Math.abs(ours - norm), `${key}: ${ours} and ${norm}`).toBeLessThan(1e-3 * norm + 1e-6)
    }
  })

  test('five AdamW steps give the same losses and norms', async () => {
    const { train } = expected
    const schedule = { shape: 'linear', warmup: 2, floor: 0 } as const
    const rates = { learningRate: train.lr_peak, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
    const optimizer: Optimizer = {
      kind: 'adamw',
      ...rates,
      weightDecay: train.weight_decay,
      clip: train.clip,
      schedule,
    }
    const machine = await cpuMachine(model, { batchSize: 2, accumulate: 1, optimizer, seed: 0 })
    await machine.load({ weights: values })
    for (const [i, loss] of train.losses.entries()) {
      const stepped = await machine.step([batch], { step: i + 1, learningRate: train.lrs[i] ?? 0, seed: 0 })
      expect(Math.abs(stepped.loss - loss)).toBeLessThan(1e-4)
      const norm = train.grad_norms_before_clip[i]
      if (norm !== undefined) expect(Math.abs(stepped.norm - norm)).toBeLessThan(1e-3 * norm) // none after the last step
    }
    await machine.dispose()
  })

  test('the same weights decay', () => {
    const ours = [...model.parameters].filter(([key, { shape }]) => decays(key, shape)).map(([key]) => key)
    expect(ours.sort()).toEqual([...expected.train.decay_params].sort())
  })
})
