import { InferenceSession, type TypedTensor, Tensor as Value } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { tokenColumn } from '../../../core/data/token-column.ts'
import { emitOnnx } from '../../../core/onnx/emit.ts'
import { createRandom } from '../../../core/random.ts'
import { product } from '../../../core/tensor/shape.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer, updatedName } from '../../../core/train/optimizer-rules.ts'
import { stepProgram } from '../../../core/train/programs.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { sessionOptions } from '../../../main/engine/onnx/session.ts'
import { blocks } from '../../../nodes/index.ts'
import { planOf } from '../../nodes/model/small-plan.ts'

const plan = planOf('gpt2', { dropout: 0.1 })
const model = buildModel(plan, blocks)
const { int } = createRandom(8)
const ids = Int32Array.from({ length: 8 * 16 + 1 }, () => 4 + int(400))
const table = { columns: { text: tokenColumn({ ids, starts: [0, ids.length] }) } }
const examples = [0, 1, 2, 3, 4, 5, 6, 7]

/** Six steps of the whole-step graph; results go to fresh memory, or over the state they replace. */
async function steps(inPlace: boolean) {
  const emitted = emitOnnx(stepProgram(model, 8, buildOptimizer(plan.optimizer, blocks)))
  const session = await InferenceSession.create(emitted.bytes, sessionOptions)
  const { arrays } = model.collator.fill(table, examples, 1)
  const { normal: draw } = createRandom(1)
  const own = new Set([...Object.keys(arrays), 'seed', 'lossScale', 'rate', 'epsilon', 'decayFactor'])
  const state = new Map(
    [...emitted.inputs, ...emitted.parameters]
      .filter(({ name }) => !own.has(name))
      .map(({ name, shape }) => {
        const zero = name.startsWith('first/') || name.startsWith('second/')
        return [
          name,
          new Value(
            'float32',
            Float32Array.from({ length: product(shape) }, () => (zero ? 0 : 0.05 * draw())),
            shape,
          ),
        ]
      }),
  )
  const feeds = Object.fromEntries(
    emitted.inputs
      .filter(({ name }) => name in arrays)
      .map(({ name, shape, dtype }) => [name, new Value(dtype as 'int32', arrays[name] as Int32Array, shape)]),
  )
  const number = (x: number) => new Value('float32', Float32Array.of(x), [])
  for (let step = 0; step < 6; step++) {
    const scalars = {
      rate: number(1e-2),
      epsilon: number(1e-8),
      decayFactor: number(0.999),
      lossScale: number(1 / 128),
    }
    const all = {
      ...Object.fromEntries(state),
      ...feeds,
      ...scalars,
      seed: new Value('int32', Int32Array.of(step), []),
    }
    if (inPlace)
      await session.run(all, {
        loss: null,
        ...Object.fromEntries([...state].map(([name, value]) => [updatedName(name), value])),
      })
    else
      for (const [name, value] of Object.entries(await session.run(all)))
        if (name.startsWith('next/')) state.set(name.slice(5), value as TypedTensor<'float32'>)
  }
  return Object.fromEntries([...state].map(([name, { data }]) => [name, Array.from(data as Float32Array)]))
}

test('state written in place equals state written afresh, to the last bit: every update waits for the norm', async () => {
  expect(await steps(true)).toEqual(await steps(false))
})

test('one large batch and two accumulated halves give the same step', async () => {
  const batch = (chosen: number[]) => model.collator.fill(table, chosen, 1)
  const still = buildModel(planOf('gpt2', { dropout: 0 }), blocks)
  const run = async (batchSize: number, batches: number[][]) => {
    const machine = await createCpuBackend(still, {
      batchSize,
      accumulate: batches.length,
      seed: 1,
      optimizer: buildOptimizer(plan.optimizer, blocks),
    })
    const losses: number[] = []
    for (let step = 1; step <= 3; step++)
      losses.push((await machine.step(batches.map(batch), { step, learningRate: 1e-2, seed: 1 })).loss)
    await machine.dispose()
    return losses
  }
  const [whole, halves] = [await run(8, [examples]), await run(4, [examples.slice(0, 4), examples.slice(4)])]
  for (const [i, loss] of whole.entries()) expect(halves[i]).toBeCloseTo(loss, 5)
})

test('state saved and loaded into another machine goes on as if nothing had happened', async () => {
  const make = () =>
    createCpuBackend(model, { batchSize: 8, accumulate: 1, seed: 1, optimizer: buildOptimizer(plan.optimizer, blocks) })
  const batch = model.collator.fill(table, examples, 1)
  const at = (step: number) => ({ step, learningRate: 1e-2, seed: step })
  const first = await make()
  for (let step = 1; step <= 3; step++) await first.step([batch], at(step))
  const second = await make()
  await second.load(await first.state())
  expect(await second.step([batch], at(4))).toEqual(await first.step([batch], at(4)))
  await first.dispose()
  await second.dispose()
})

test('a gradient that is not a number is reported, so that the run can end', async () => {
  const batch = model.collator.fill(table, examples, 1)
  const broken = {
    ...batch,
    arrays: { ...batch.arrays, weights: new Float32Array(128).fill(Number.POSITIVE_INFINITY) },
  }
  for (const accumulate of [1, 2]) {
    const machine = await createCpuBackend(model, {
      batchSize: 8,
      accumulate,
      seed: 1,
      optimizer: buildOptimizer(plan.optimizer, blocks),
    })
    const { gradientNorm: norm } = await machine.step(Array(accumulate).fill(broken), {
      step: 1,
      learningRate: 1e-2,
      seed: 1,
    })
    expect(Number.isFinite(norm)).toBe(false)
    await machine.dispose()
  }
})

test('graphs run one operation after another: running them side by side halves the speed', () => {
  expect(sessionOptions.executionMode).toBe('sequential')
})
