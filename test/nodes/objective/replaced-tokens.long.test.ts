import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tokenColumn } from '../../../core/data/token-column.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { createRandom } from '../../../core/random.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { evaluateCheckpoint } from '../../../main/engine/evaluation/evaluate-checkpoint.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { pretrainedWeights } from '../../../main/weights/initial-weights.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { blocks } from '../../../nodes/index.ts'
import { all, filesOf, untrained, written } from '../../main/weights/saved.ts'
import { graphOf } from '../model/small-plan.ts'

function planOf(weight = 50, trainer = {}, network = {}): Plan {
  const graph = graphOf('electra', { width: 32, heads: 4, generator: 0.5, ...network }, trainer)
  const changed = graph.blocks.map(b =>
    b.id === 'objective' ? { ...b, type: 'replaced-tokens', params: { weight } } : b,
  )
  const planned = planGraph({ ...graph, blocks: changed }, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  return planned.value
}

/** Trains to the end, and gives the last checkpoint. */
async function runOf(plan: Plan) {
  const run = mkdtempSync(join(tmpdir(), 'patchbay-electra-'))
  const wishes = { stop: false, checkpoint: false, sample: false }
  const reports: { t: string }[] = []
  await train({
    plan,
    folder: run,
    home: run,
    blocks,
    graph: '{}',
    report: r => reports.push(r),
    engines,
    probe: async () => false,
    pendingCommands: wishes,
  })
  return { run, folder: join(run, 'checkpoints', String(plan.training.steps)), reports }
}

async function machineOf(plan: Plan) {
  const model = buildModel(plan, blocks)
  const machine = await createCpuBackend(model, {
    batchSize: 8,
    accumulate: 1,
    seed: 3,
    optimizer: buildOptimizer(plan.optimizer, blocks),
  })
  const { int } = createRandom(5)
  const ids = Int32Array.from({ length: 8 * 16 + 1 }, () => 4 + int(400))
  const table = { columns: { text: tokenColumn({ ids, starts: [0, ids.length] }) } }
  return { model, machine, batch: model.collator.fill(table, [0, 1, 2, 3, 4, 5, 6, 7], 1) }
}

test('who knows nothing loses ln V for a hidden token, and weight times ln 2 for spotting', async () => {
  const plan = planOf(7)
  const { model, machine, batch } = await machineOf(plan)
  const nothing = [...model.parameters].map(([name, { size }]) => [name, new Float32Array(size)] as const)
  await machine.load({ weights: new Map(nothing) })
  const { loss } = await machine.evaluate(batch)
  const { size } = plan.batches.tokens.vocabulary
  expect(loss / batch.supervised).toBeCloseTo(Math.log(size) + 7 * Math.log(2), 5)
  await machine.dispose()
})

test('the generator learns from its own loss only: a hidden token drawn at random carries no gradient', async () => {
  const after = async (weight: number) => {
    const { machine, batch } = await machineOf(planOf(weight, {}, { dropout: 0 }))
    // norms differ, so the clip would differ: a step this small is not clipped away from its direction by Adam
    await machine.step([batch], { step: 1, learningRate: 1e-3, seed: 1 })
    const { slots } = await machine.state()
    await machine.dispose()
    return new Map([...(slots.get('first') ?? [])].map(([name, { data }]) => [name, data]))
  }
  const [weak, strong] = [await after(0.001), await after(50)]
  const own = [...weak.keys()].filter(name => name.startsWith('generator.'))
  expect(own.length).toBeGreaterThan(10)
  const direction = (of: ReadonlyMap<string, Float32Array>) => {
    const all = own.flatMap(name => Array.from(of.get(name) as Float32Array))
    const length = Math.hypot(...all)
    return all.map(x => x / length)
  }
  const [a, b] = [direction(weak), direction(strong)]
  expect(Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))))).toBeLessThan(1e-4)
})

test('a trained network tells most replaced tokens from the others', async () => {
  const { machine, batch } = await machineOf(planOf())
  for (let step = 1; step <= 300; step++) await machine.step([batch], { step, learningRate: 0.003, seed: step })
  const { guesses } = await machine.evaluate(batch)
  const measured = blocks
    .get('replaced-tokens')
    ?.metrics?.([{ batch, predictions: guesses as Float64Array }], planOf().batches)
  expect(measured?.accuracy).toBeGreaterThan(0.97) // 16 of 144 tokens are hidden, so always saying no would give 0.89
  await machine.dispose()
}, 60_000)

test('a checkpoint holds both networks, with the tables they share', async () => {
  const { folder: saved, reports } = await runOf(planOf(50, { length: 3, evaluateEvery: 3 }))
  expect(reports.find(r => r.t === 'sample')).toMatchObject({ task: 'spot' })
  const [main, generator] = [loadModel(saved, blocks), loadModel(join(saved, 'generator'), blocks)]
  expect(main.network.config.architectures).toEqual(['ElectraForPreTraining'])
  expect(generator.network.config.architectures).toEqual(['ElectraForMaskedLM'])
  const tables = [...namedParameters(generator.network.parts).keys()].filter(name =>
    name.startsWith('electra.embeddings.'),
  )
  expect(tables.length).toBeGreaterThan(3)
  for (const name of tables) expect(generator.weights.get(name)).toEqual(main.weights.get(name))
}, 60_000)

/** A plan that goes on with the network of a folder. */
function goingOn(folder: string, params = {}, trainer = {}): Plan {
  const graph = graphOf('electra', { width: 32, heads: 4 }, trainer)
  const changed = graph.blocks.map(b => {
    if (b.id === 'objective') return { ...b, type: 'replaced-tokens', params: {} }
    return b.id === 'network' ? { ...b, type: 'pretrained', params: { path: folder, ...params } } : b
  })
  const planned = planGraph({ ...graph, blocks: changed }, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  return planned.value
}

/** A model as Transformers leaves it: without a word about who made its task. */
function fromElsewhere(): string {
  const [, config, build] = all.find(([name]) => name === 'electra replaced') ?? []
  if (!config || !build) throw new Error('there is no ELECTRA')
  const { generator_hidden_size: _, ...known } = config
  return written(filesOf(untrained(known, build)))
}

test.each([{}, { freeze: 1 }, { rank: 2 }])(
  'a network from elsewhere gets a generator that learns whole, with %j',
  async params => {
    const plan = goingOn(fromElsewhere(), params)
    const { model, machine, batch } = await machineOf(plan)
    const own = [...model.parameters.keys()].filter(name => name.startsWith('generator.'))
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter(name => model.frozen?.has(name) || name.includes('lora'))).toEqual([])
    const { loss } = await machine.step([batch], { step: 1, learningRate: 0.001, seed: 1 })
    expect(loss).toBeGreaterThan(0)
    await machine.dispose()
  },
)

test('a model that is trained on goes on with the generator of its folder, and is measured with it', async () => {
  const { folder, run } = await runOf(planOf(50, { length: 2, evaluateEvery: 2 }))
  const saved = join(folder, 'generator')
  const plan = goingOn(folder)
  const weights = pretrainedWeights(plan, buildModel(plan, blocks))
  const name = 'electra.encoder.layer.0.output.dense.weight'
  expect(weights?.get(`generator.${name}`)).toEqual(loadModel(saved, blocks).weights.get(name))
  const file = join(run, 'text.txt')
  writeFileSync(file, 'The whale rose from the sea and sank the ship.\n'.repeat(40))
  const question = { folder, plan: planOf(), home: run, data: file, beams: 1, seed: 1 }
  const { measures } = await evaluateCheckpoint(question, () => {})
  expect(measures.accuracy).toBeGreaterThan(0)
  rmSync(saved, { recursive: true })
  await expect(evaluateCheckpoint(question, () => {})).rejects.toMatchObject({ problems: [{ code: 'no-generator' }] })
}, 60_000)

test('a network without a generator is refused', () => {
  const graph = graphOf('bert')
  const changed = graph.blocks.map(b => (b.id === 'objective' ? { ...b, type: 'replaced-tokens', params: {} } : b))
  const planned = planGraph({ ...graph, blocks: changed }, blocks)
  expect(planned.ok ? [] : planned.problems).toMatchObject([{ code: 'objective-network', block: 'objective' }])
})
