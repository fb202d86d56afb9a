import { describe, expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import type { NetworkInputs } from '../../../core/nn/network.ts'
import type { Optimizer } from '../../../core/plan/plan.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { decays } from '../../../core/train/adamw.ts'
import { gradientOf, gradientProgram } from '../../../core/train/programs.ts'
import { cpuMachine } from '../../../main/engine/onnx/cpu.ts'
import { compiled } from '../../core/tensor/evaluate.ts'
import { B } from './feeds.ts'
import type { Case } from './fixture.ts'
import { setUp } from './set-up.ts'
import { cases } from './subject.ts'

/** Logits in our order, and for each whether its token is a real one. */
function expectedLogits(expected: Case, mask: ArrayLike<number>) {
  const { logits, start_logits, end_logits, prediction_logits, seq_relationship_logits, kind } = expected
  const outputs = { logits, start_logits, end_logits, prediction_logits, seq_relationship_logits }
  return Object.entries(outputs).flatMap(([name, numbers]) => {
    const perToken = (numbers?.data.length ?? 0) / mask.length
    const ofTexts = kind.endsWith('cls') && kind !== 'tokcls'
    const all = ofTexts || kind === 's2s' || name === 'seq_relationship_logits'
    return (numbers?.data ?? []).map((value, i) => ({ value, real: all || mask[Math.floor(i / perToken)] === 1 }))
  })
}

/** Transformers 4.33 decayed LLaMA's norms; version 5 and we do not. */
const normsThatDecayed = ({ train }: Case) => train.decay_params.filter(key => key.includes('norm'))

describe.each(cases)('%s equals Transformers', name => {
  const { model, batch, expected, weights, values, shapes, scores } = setUp(name)

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
    const logits = scores(model.network.hidden(inputs as unknown as NetworkInputs, noDropout))
    const run = await compiled({ logits }, model.parameters)
    const got = (await run({ ...batch.arrays, ...Object.fromEntries(values) })).logits ?? []
    const wanted = expectedLogits(expected, batch.arrays.mask as Int32Array)
    const errors = wanted.map(({ value, real }, i) => (real ? Math.abs((got[i] ?? Number.NaN) - value) : 0))
    expect(got.length).toBe(wanted.length)
    expect(Math.max(...errors)).toBeLessThan(1e-4)
  })

  test('the loss agrees to 1e-5 and every gradient norm to 0.1 %', async () => {
    const program = gradientProgram(model, B)
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
    const machine = await cpuMachine(model, { batchSize: B, accumulate: 1, optimizer, seed: 0 })
    await machine.load({ weights: values })
    for (const [i, loss] of train.losses.entries()) {
      const learningRate = train.lrs[i] ?? 0
      const before = (await machine.state()).weights
      const stepped = await machine.step([batch], { step: i + 1, learningRate, seed: 0 })
      const after = await machine.weights()
      const lost = (key: string) => before.get(key)?.map(p => learningRate * train.weight_decay * p) ?? []
      const decayed = normsThatDecayed(expected).map(key => {
        const less = lost(key)
        return [key, (after.get(key) as Float32Array).map((p, k) => p - (less[k] ?? 0))] as const
      })
      await machine.load({ weights: new Map(decayed) })
      expect(Math.abs(stepped.loss - loss)).toBeLessThan(1e-4)
      const norm = train.grad_norms_before_clip[i]
      if (norm !== undefined) expect(Math.abs(stepped.norm - norm)).toBeLessThan(1e-3 * norm) // none after the last step
    }
    await machine.dispose()
  })

  test('the same weights decay', () => {
    const ours = [...model.parameters].filter(([key, { shape }]) => decays(key, shape)).map(([key]) => key)
    const norms = normsThatDecayed(expected)
    expect(ours.sort()).toEqual(expected.train.decay_params.filter(key => !norms.includes(key)).sort())
  })
})
