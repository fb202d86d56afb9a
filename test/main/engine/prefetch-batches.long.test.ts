import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { graphSchema } from '../../../core/graph/graph.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { hashSeed } from '../../../core/random.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { learningRateOf } from '../../../core/train/learning-rate.ts'
import { buildModel, trainingCollator } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { prefetchBatches } from '../../../main/engine/training/prefetch-batches.ts'
import { train } from '../../../main/engine/training/train.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'

const small = {
  'network.width': 16,
  'network.layers': 1,
  'network.heads': 2,
  'trainer.batchSize': 4,
  'trainer.accumulate': 2,
  'trainer.length': 6,
  'trainer.unit': 'steps',
  'trainer.evaluationBatches': 1,
  'trainer.device': 'cpu',
}

function planOf(example: string): Plan {
  const file = join(import.meta.dirname, `../../../examples/${example}.patchbay`)
  const graph = overrideParameters(graphSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), small, blocks)
  const planned = planGraph(graph, blocks)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.value
}

const prepared = (plan: Plan, home = newFolder()) => prepareData(plan, { home, blocks, report: () => undefined })

function trained(plan: Plan, home = newFolder(), stop = false) {
  const losses: unknown[] = []
  const job = {
    plan,
    folder: home,
    home,
    blocks,
    graph: '{}',
    engines,
    probe: async () => false,
    pendingCommands: { stop, checkpoint: false, sample: false },
  }
  const ended = train({
    ...job,
    report: r => void (r.t === 'point' && 'train/loss' in r.values && losses.push(r.values['train/loss'])),
  })
  return ended.then(() => losses)
}

/** Threads that this process has not ended. */
const threads = () => (process.report.getReport() as unknown as { readonly workers: readonly unknown[] }).workers.length

test.each(['clm', 'mlm', 'seq2seq', 'sentiment', 'tags', 'questions', 'translate'])(
  'batches of “%s” made ahead are those of the same steps made in place, from the start and from any other step',
  async example => {
    const plan = planOf(example)
    const { folder, train } = await prepared(plan)
    const batchesOf = batcher(trainingCollator(plan, blocks), train, plan.training)
    for (const from of [0, 37]) {
      const ahead = prefetchBatches({ plan, folder, firstStep: from })
      for (let step = from; step < from + 5; step++) expect(await ahead.next()).toEqual(batchesOf(step))
      await ahead.close()
    }
  },
  120_000,
)

test('a training has the losses of its steps over batches made in place, to the last bit', async () => {
  const plan = planOf('tags')
  const home = newFolder()
  const { train } = await prepared(plan, home)
  const model = buildModel(plan, blocks)
  const machine = await createCpuBackend(model, { ...plan.training, optimizer: buildOptimizer(plan.optimizer, blocks) })
  const batchesOf = batcher(model.collator, train, plan.training)
  const losses: number[] = []
  const learningRate = learningRateOf(plan.optimizer, 6, blocks)
  for (let step = 1; step <= 6; step++) {
    const at = { step, learningRate: learningRate(step), seed: hashSeed(plan.training.seed, step) }
    losses.push((await machine.step(batchesOf(step - 1), at)).loss)
  }
  await machine.dispose()
  expect(await trained(plan, home)).toEqual(losses)
}, 60_000)

test('tokens that are deleted before a training opens them are a problem, however often it asks', async () => {
  const ahead = prefetchBatches({ plan: planOf('tags'), folder: join(newFolder(), 'gone'), firstStep: 0 })
  for (let i = 0; i < 4; i++) await expect(ahead.next()).rejects.toMatchObject({ problems: [{ code: 'tokens-gone' }] })
  await ahead.close()
})

test('no thread is left, whether a training is stopped or fails', async () => {
  const plan = planOf('tags')
  const ahead = prefetchBatches({ plan, folder: (await prepared(plan)).folder, firstStep: 0 })
  await ahead.next()
  expect(threads()).toBe(1)
  await ahead.close()
  expect(threads()).toBe(0)
  expect(await trained(plan, newFolder(), true)).toEqual([])
  expect(threads()).toBe(0)
  await expect(trained({ ...plan, optimizer: { ...plan.optimizer, learningRate: 1e30 } })).rejects.toThrow()
  expect(threads()).toBe(0)
}, 60_000)
