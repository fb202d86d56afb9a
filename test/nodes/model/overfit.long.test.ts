import { describe, expect, test } from 'vitest'
import type { Batch } from '../../../core/data/batch.ts'
import { tokenColumn } from '../../../core/data/token-column.ts'
import type { Plan, Vocabulary } from '../../../core/plan/plan.ts'
import { createRandom } from '../../../core/random.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import type { TrainingBackend } from '../../../main/engine/backend.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { blocks } from '../../../nodes/index.ts'
import { families, planOf } from './small-plan.ts'

/** Eight random sentences, each of its own words. */
function eight(plan: Plan): Batch {
  const { collator } = buildModel(plan, blocks)
  const { size, sentinels } = plan.batches.tokens.vocabulary as Vocabulary
  const { int } = createRandom(5)
  const ids = Int32Array.from({ length: 8 * 16 + 1 }, () => 4 + int(size - sentinels - 4))
  const table = { columns: { text: tokenColumn({ ids, starts: [0, ids.length] }) } }
  return collator.fill(table, [0, 1, 2, 3, 4, 5, 6, 7], 1)
}

describe.each(families)('%s', family => {
  test('learns eight examples by heart: the loss falls below 0.05', async () => {
    const plan = planOf(family)
    const batch = eight(plan)
    const machine = await createCpuBackend(buildModel(plan, blocks), {
      batchSize: 8,
      accumulate: 1,
      seed: 3,
      optimizer: buildOptimizer(plan.optimizer, blocks),
    })
    let loss = Number.POSITIVE_INFINITY
    for (let step = 1; step <= 400 && loss >= 0.05; step++)
      loss = (await machine.step([batch], { step, learningRate: plan.optimizer.learningRate, seed: step })).loss
    expect(loss).toBeLessThan(0.05)
    expect((await machine.evaluate(batch)).loss / batch.supervised).toBeLessThan(0.05)
    await machine.dispose()
  })

  test('gives the same losses to the last bit for the same seed, and others for another', async () => {
    const plan = planOf(family, { dropout: 0.1 })
    const batch = eight(plan)
    const options = { batchSize: 8, accumulate: 1, seed: 1, optimizer: buildOptimizer(plan.optimizer, blocks) }
    const machines = await Promise.all([1, 2].map(() => createCpuBackend(buildModel(plan, blocks), options)))
    const losses = async ({ step }: TrainingBackend, seed: number) => {
      const found: number[] = []
      for (let i = 1; i <= 5; i++)
        found.push((await step([batch], { step: i, learningRate: 1e-3, seed: seed * 100 + i })).loss)
      return found
    }
    const [one, same] = machines as [TrainingBackend, TrainingBackend]
    const initial = await one.state()
    const wanted = await losses(one, 1)
    expect(await losses(same, 1)).toEqual(wanted)
    await same.load(initial)
    expect(await losses(same, 2)).not.toEqual(wanted) // dropout drops others
    await Promise.all(machines.map(machine => machine.dispose()))
  })
})
