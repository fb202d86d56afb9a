import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tokenColumn } from '../../../../core/data/token-column.ts'
import { createRandom } from '../../../../core/random.ts'
import { buildModel, trainableParameters } from '../../../../core/train/model.ts'
import type { OptimizerRules } from '../../../../core/train/optimizer-rules.ts'
import { buildOptimizer } from '../../../../core/train/optimizer-rules.ts'
import { createCpuBackend } from '../../../../main/engine/onnx/cpu-backend.ts'
import { readSafetensorsFile } from '../../../../main/weights/read-safetensors.ts'
import { blocks as shipped } from '../../../../nodes/index.ts'
import { rowScaled } from '../../../fixtures/doors/row-scaled.ts'
import signDescentBlock, { signDescent } from '../../../fixtures/doors/sign-descent.ts'
import { planOf } from '../../../nodes/model/small-plan.ts'
import { trainTiny } from './tiny-training.ts'

// Docs say: an optimizer is one file of core/train/optimizers and its block. Here one is added from outside.
const blocks = new Map([...shipped, [signDescentBlock.id, signDescentBlock]])

test('an optimizer of another file trains, and its state is in the checkpoint', async () => {
  const { folder, reports, values, checkpoints } = await trainTiny({ blocks, optimizer: 'sign-descent' })
  expect(reports.at(-1)).toMatchObject({ t: 'done', step: 8 })
  const losses = values('train/loss')
  expect(losses).toHaveLength(8)
  expect(losses.at(-1)).toBeLessThan(losses[0] as number)
  expect(checkpoints).toContain('8')
  const { tensors } = readSafetensorsFile(join(folder, 'checkpoints', '8', 'optimizer.safetensors'))
  const names = [...tensors.keys()]
  expect(names.every(name => name.startsWith('momentum.'))).toBe(true)
  expect(names).toContain('momentum.transformer.wte.weight')
}, 60_000)

test('AdamW keeps the names of its state in checkpoints', async () => {
  const { folder } = await trainTiny({ trainer: { length: 1 } })
  const { tensors } = readSafetensorsFile(join(folder, 'checkpoints', '1', 'optimizer.safetensors'))
  const kinds = new Set([...tensors.keys()].map(name => name.split('.')[0]))
  expect([...kinds]).toEqual(['first', 'second'])
  expect([...tensors.keys()]).toContain('second.transformer.wte.weight')
}, 60_000)

test('a plan whose optimizer no block brings is a bug that says so', () => {
  expect(() => buildOptimizer({ ...planOf('gpt2').optimizer, kind: 'unheard-of' }, shipped)).toThrow('unheard-of')
})

const model = buildModel(planOf('gpt2', { dropout: 0 }), shipped)
const { int } = createRandom(8)
const ids = Int32Array.from({ length: 8 * 16 + 1 }, () => 4 + int(400))
const batch = model.collator.fill(
  { columns: { text: tokenColumn({ ids, starts: [0, ids.length] }) } },
  [0, 1, 2, 3, 4, 5, 6, 7],
  1,
)

/** Losses of some steps, the state after them, and the losses of a second backend that goes on from it. */
async function steps(optimizer: OptimizerRules, accumulate: number) {
  const make = () => createCpuBackend(model, { batchSize: 8, accumulate, seed: 1, optimizer })
  const take = async (backend: Awaited<ReturnType<typeof make>>, step: number) =>
    (await backend.step(Array(accumulate).fill(batch), { step, learningRate: 3e-3, seed: step })).loss
  const [one, other] = [await make(), await make()]
  const losses: number[] = []
  for (let step = 1; step <= 6; step++) losses.push(await take(one, step))
  const state = await one.state()
  await other.load(state)
  const next = [await take(one, 7), await take(other, 7)]
  for (const backend of [one, other]) await backend.dispose()
  return { losses, state, next }
}

test('an optimizer takes the same steps in one graph and in parts', async () => {
  const optimizer = { clip: 1, rules: signDescent.rules({ momentum: 0.9 }) }
  const [fused, split] = [await steps(optimizer, 1), await steps(optimizer, 2)]
  for (const [i, loss] of fused.losses.entries()) expect(split.losses[i]).toBeCloseTo(loss, 3)
  expect(fused.losses.at(-1)).toBeLessThan(fused.losses[0] as number)
})

test('state may have other shapes than its parameter, and rules may be for some parameters only', async () => {
  const { losses, state, next } = await steps({ clip: 1, rules: rowScaled.rules({}) }, 1)
  expect(losses.at(-1)).toBeLessThan(losses[0] as number)
  expect(next[1]).toBe(next[0]) // what was loaded is the whole state
  const matrices = [...trainableParameters(model)].filter(([, { shape }]) => shape.length === 2)
  expect([...(state.slots.get('rows') ?? [])].map(([name, { shape }]) => [name, shape])).toEqual(
    matrices.map(([name, { shape }]) => [name, [shape[0], 1]]),
  )
  const vectors = [...trainableParameters(model)].filter(([, { shape }]) => shape.length === 1)
  expect([...(state.slots.get('first')?.keys() ?? [])].sort()).toEqual(vectors.map(([name]) => name).sort())
})
