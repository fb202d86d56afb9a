import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Batch } from '../../../core/data/batch.ts'
import { tokenColumn } from '../../../core/data/token-column.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { isEmbeddingParameter, layerIndexOf } from '../../../core/nn/parameter-names.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import type { Problem } from '../../../core/problem.ts'
import { createRandom } from '../../../core/random.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { estimatePlan } from '../../../core/train/estimate.ts'
import { mergeAdapters } from '../../../core/train/lora.ts'
import { buildModel, type Model, trainableParameters } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { gradientName, gradientProgram } from '../../../core/train/programs.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { createProgramCache } from '../../../main/engine/onnx/program-cache.ts'
import { floatScalar, intScalar, type OrtValues } from '../../../main/engine/onnx/session.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { pretrainedWeights } from '../../../main/weights/initial-weights.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { readSafetensors } from '../../../main/weights/read-safetensors.ts'
import { blocks } from '../../../nodes/index.ts'
import { bertPretraining } from '../../../nodes/model/bert.ts'
import { type Family, graphOf } from '../../nodes/model/small-plan.ts'
import { all, filesOf, untrained, written } from '../weights/saved.ts'

/** The folder of a family's untrained model, as a checkpoint would be. */
function folderOf(name: string): string {
  const [, config, build] = all.find(([n]) => n === name) ?? []
  if (!config || !build) throw new Error(`folderOf: no model '${name}'`)
  return written(filesOf(untrained(config, build)))
}

/** The family's pipeline, with its network taken from a folder. */
function graph(family: Family, params: Record<string, unknown>, trainer = {}): Graph {
  const drawn = graphOf(family, {}, trainer)
  const changed = drawn.blocks.map(b => (b.id === 'network' ? { ...b, type: 'pretrained', params } : b))
  return { ...drawn, blocks: changed }
}

function planOf(family: Family, params: Record<string, unknown>, trainer = {}): Plan {
  const planned = planGraph(graph(family, params, trainer), blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  return planned.value
}

function someBatch({ collator }: Model): Batch {
  const { int } = createRandom(5)
  const ids = Int32Array.from({ length: 8 * 16 + 1 }, () => 4 + int(400))
  return collator.fill(
    { columns: { text: tokenColumn({ ids, starts: [0, ids.length] }) } },
    [0, 1, 2, 3, 4, 5, 6, 7],
    1,
  )
}

/** Weights before and after some steps, and the losses on the way. */
async function trainedFor(steps: number, plan: Plan, accumulate = 1) {
  const model = buildModel(plan, blocks)
  const batch = someBatch(model)
  const options = { batchSize: 8, accumulate, optimizer: buildOptimizer(plan.optimizer, blocks), seed: 3 }
  const machine = await createCpuBackend(model, options)
  const weights = pretrainedWeights(plan, model)
  if (weights) await machine.load({ weights })
  const before = (await machine.state()).weights
  const losses: number[] = []
  for (let step = 1; step <= steps; step++) {
    const batches = Array.from({ length: accumulate }, () => batch)
    losses.push((await machine.step(batches, { step, learningRate: 0.01, seed: step })).loss)
  }
  const evaluated = (await machine.evaluate(batch)).loss / batch.supervised
  const state = await machine.state()
  await machine.dispose()
  return { model, batch, before, state, losses, evaluated }
}

const moved = (before: ReadonlyMap<string, Float32Array>, after: ReadonlyMap<string, Float32Array>) =>
  [...before].filter(([name, values]) => values.some((x, i) => x !== after.get(name)?.[i])).map(([name]) => name)

const families: readonly Family[] = [
  'gpt2',
  'gpt3',
  'llama',
  'bert',
  'roberta',
  'distilbert',
  'modernbert',
  'electra',
  'bart',
  'marian',
  't5',
  'lstm',
]

describe.each(families)('%s from a folder', family => {
  const path = folderOf(family)

  test('begins where it was left: the same weights, kind and length', () => {
    const plan = planOf(family, { path })
    const scratch = planGraph(graphOf(family), blocks)
    if (!scratch.ok) throw new Error('no plan')
    const { kind, maxLength } = scratch.value.objective.network
    expect(plan.objective.network).toMatchObject({ kind, ...(maxLength === undefined ? {} : { maxLength }) })
    expect(pretrainedWeights(plan, buildModel(plan, blocks))).toEqual(loadModel(path, blocks).weights)
  })

  test('dropout is what was asked for, whatever the family calls it', async () => {
    const firstLoss = async (more = {}) => (await trainedFor(1, planOf(family, { path, ...more }))).losses[0] as number
    expect(await firstLoss()).toBe(await firstLoss({ dropout: 0 }))
    expect(await firstLoss({ dropout: 0.5 })).not.toBe(await firstLoss())
  })

  test('frozen layers and tables stay as they are, get no optimizer state, and the rest learns', async () => {
    const { before, state, model, losses } = await trainedFor(6, planOf(family, { path, freeze: 1 }))
    const { family: names } = model.network
    const still = [...before.keys()].filter(name => isEmbeddingParameter(name, names) || layerIndexOf(name) === 0)
    expect(still.length).toBeGreaterThan(0)
    expect([...(model.frozen ?? [])]).toEqual(still)
    expect(moved(before, state.weights).some(name => still.includes(name))).toBe(false)
    expect([...(state.slots.get('first')?.keys() ?? [])].sort()).toEqual([...trainableParameters(model).keys()].sort())
    expect(losses.at(-1)).toBeLessThan(losses[0] as number)
  })

  if (family === 'lstm') return // it has no layers to add to, and says so: see below
  test('LoRA moves its additions only, and merged they give the same loss', async () => {
    const plan = planOf(family, { path, rank: 4, targets: 'all' })
    const { before, state, batch, model, losses, evaluated } = await trainedFor(6, plan)
    const additions = (model.adapters ?? []).flatMap(({ a, b }) => [a, b])
    expect(additions.length).toBeGreaterThan(4)
    expect(moved(before, state.weights).sort()).toEqual([...additions].sort())
    expect(losses.at(-1)).toBeLessThan(losses[0] as number)
    const whole = buildModel(planOf(family, { path }), blocks)
    const machine = await createCpuBackend(whole, {
      batchSize: 8,
      accumulate: 1,
      optimizer: buildOptimizer(plan.optimizer, blocks),
      seed: 3,
    })
    const weights = mergeAdapters(state.weights, model.adapters ?? [])
    expect([...weights.keys()].sort()).toEqual([...whole.parameters.keys()].sort())
    await machine.load({ weights })
    expect((await machine.evaluate(batch)).loss / batch.supervised).toBeCloseTo(evaluated, 4)
    await machine.dispose()
  })
})

test('freezing and LoRA take the same steps in parts as in one graph', async () => {
  for (const params of [{ freeze: 1 }, { rank: 4 }]) {
    const plan = planOf('gpt2', { path: folderOf('gpt2'), ...params })
    const one = await trainedFor(3, plan)
    const parts = await trainedFor(3, plan, 2) // the same batch twice: the same mean
    for (const [i, loss] of one.losses.entries()) expect(parts.losses[i]).toBeCloseTo(loss, 4)
  }
})

test('the gradients of additions are right: the loss changes along them as fast as they say', async () => {
  for (const family of ['gpt2', 't5'] as const) {
    const plan = planOf(family, { path: folderOf(family), rank: 4, targets: 'all' })
    const { model, batch, state } = await trainedFor(3, plan) // from here on B is not 0, so A has a gradient too
    const share = { seed: intScalar(0), lossScale: floatScalar(1 / batch.supervised) }
    const at = async <T>(weights: ReadonlyMap<string, Float32Array>, read: (values: OrtValues) => T) => {
      const programs = createProgramCache(weights)
      const feeds = { arrays: batch.arrays, values: share }
      const results = await programs.run('gradient', () => gradientProgram(model, 8), feeds)
      await programs.release()
      return read(results)
    }
    const names = [...trainableParameters(model).keys()]
    const gradients = await at(state.weights, r =>
      names.map(n => Float32Array.from((r[gradientName(n)]?.data ?? []) as Float32Array)),
    )
    const norm = Math.sqrt(gradients.reduce((sum, g) => sum + g.reduce((a, x) => a + x * x, 0), 0))
    const loss = (distance: number) => {
      const steps = names.map((name, k): [string, Float32Array] => {
        const values = state.weights.get(name) as Float32Array
        return [name, values.map((x, i) => x + (distance * (gradients[k]?.[i] as number)) / norm)]
      })
      return at(new Map([...state.weights, ...steps]), r => Number(r.loss?.data[0]))
    }
    expect(((await loss(0.02)) - (await loss(-0.02))) / 0.04 / norm).toBeCloseTo(1, 1)
  }
})

test('a BART whose targets began with another token learns and writes with that one', async () => {
  const [, config, build] = all.find(([name]) => name === 'bart') ?? []
  if (!config || !build) throw new Error('there is no BART')
  const facebooks = { ...config, decoder_start_token_id: 2, forced_bos_token_id: 0 }
  const model = buildModel(planOf('bart', { path: written(filesOf(untrained(facebooks, build))) }), blocks)
  const { target, ids } = someBatch(model).arrays
  const ours = someBatch(buildModel(planOf('bart', { path: folderOf('bart') }), blocks)).arrays.target
  const U = (target?.length ?? 0) / 8
  expect(ids?.length).toBeGreaterThan(0)
  expect(Array.from({ length: 8 }, (_, row) => target?.[row * U])).toEqual(Array(8).fill(2))
  expect(target?.filter((_, i) => i % U !== 0)).toEqual(ours?.filter((_, i) => i % U !== 0))
  const { decoderStartToken: start, release } = createScorer(model.network, new Map(), 16, 0)
  expect(start).toBe(2)
  await release()
  expect(model.network.config).toMatchObject({ decoder_start_token_id: 2, forced_bos_token_id: null })
})

test('LoRA adds nothing to frozen layers', () => {
  const { adapters = [] } = buildModel(planOf('gpt2', { path: folderOf('gpt2'), rank: 4, freeze: 1 }), blocks)
  expect(adapters.map(({ target }) => target)).toEqual(['transformer.h.1.attn.c_attn.weight'])
})

test('an estimate counts what learns', () => {
  const path = folderOf('gpt2')
  const [full, frozen, lora] = [{}, { freeze: 1 }, { rank: 2 }].map(more =>
    estimatePlan(planOf('gpt2', { path, ...more }), blocks),
  )
  expect(frozen?.parameters).toBeLessThan(full?.parameters as number)
  expect(lora?.parameters).toBe(2 * 2 * (32 + 3 * 32)) // two layers: A [2, 32], B [96, 2]
  expect(lora?.memory).toBeLessThan(full?.memory as number)
})

test('a BERT as its authors trained it keeps its head over words, and leaves the one over pairs of texts', () => {
  const [, config] = all.find(([name]) => name === 'bert') ?? []
  const path = written(filesOf(untrained({ ...config, architectures: ['BertForPreTraining'] }, bertPretraining)))
  const plan = planOf('bert', { path })
  const model = buildModel(plan, blocks)
  const weights = pretrainedWeights(plan, model)
  expect([...(weights?.keys() ?? [])]).toEqual([...model.parameters.keys()])
  const saved = loadModel(path, blocks).weights
  for (const [name, values] of weights ?? []) expect(values).toEqual(saved.get(name))
})

test('a model that judged texts gets a new head for words', () => {
  const plan = planOf('bert', { path: folderOf('bert class') })
  const model = buildModel(plan, blocks)
  expect(plan.objective.network.start?.head).toBe('class')
  const weights = pretrainedWeights(plan, model)
  expect([...model.parameters.keys()].filter(name => !weights?.has(name)).every(name => name.startsWith('cls.'))).toBe(
    true,
  )
  expect(model.network.config.architectures).toEqual(['BertForMaskedLM'])
})

describe('a classifier from a folder', () => {
  const path = folderOf('bert class')
  /** The weights that are not taken over when it is to tell these apart. */
  function anew(...labels: string[]): string[] {
    const { objective, batches, ...plan } = planOf('bert', { path })
    const rows = { ...batches.tokens.rows, labels }
    const judging: Plan = {
      ...plan,
      objective: { ...objective, head: 'class' },
      batches: { ...batches, tokens: { ...batches.tokens, rows } },
    }
    const model = buildModel(judging, blocks)
    const weights = pretrainedWeights(judging, model)
    for (const [name, values] of weights ?? []) expect(values).toHaveLength(model.parameters.get(name)?.size as number)
    return [...model.parameters.keys()].filter(name => !weights?.has(name))
  }

  test('goes on with its head when it tells the same apart', () => {
    expect(anew('a', 'b', 'c')).toEqual([])
  })

  test.each([
    ['fewer', ['x', 'y']],
    ['more', ['a', 'b', 'c', 'd']],
    ['as many', ['c', 'b', 'a']],
  ])('starts its head anew for %s other labels, and keeps what looks at the text', (_, labels) => {
    expect(anew(...labels)).toEqual(['classifier.weight', 'classifier.bias'])
  })
})

test('a run that goes on from a folder saves a model, and with LoRA the additions beside it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-finetune-'))
  const path = folderOf('gpt2')
  const plan = planOf('gpt2', { path, rank: 4 }, { length: 4, evaluateEvery: 2 })
  const reports: EngineReport[] = []
  const wishes = { stop: false, checkpoint: false, sample: false }
  await train({
    plan,
    folder: home,
    home,
    blocks,
    graph: '{}',
    report: r => reports.push(r),
    engines,
    probe: async () => false,
    pendingCommands: wishes,
  })
  expect(reports.at(-1)).toEqual({ t: 'done', step: 4, stopped: false })
  const saved = join(home, 'checkpoints', '4')
  const [now, old] = [loadModel(saved, blocks), loadModel(path, blocks)]
  expect(moved(old.weights, now.weights)).toEqual([
    'transformer.h.0.attn.c_attn.weight',
    'transformer.h.1.attn.c_attn.weight',
  ])
  const { tensors } = readSafetensors(readFileSync(join(saved, 'adapter', 'adapter_model.safetensors')), 'adapter')
  expect([...tensors].map(([name, { shape }]) => [name, shape])).toEqual(
    [0, 1].flatMap(i => [
      [`base_model.model.transformer.h.${i}.attn.c_attn.lora_A.weight`, [4, 32]],
      [`base_model.model.transformer.h.${i}.attn.c_attn.lora_B.weight`, [96, 4]],
    ]),
  )
  expect(JSON.parse(readFileSync(join(saved, 'adapter', 'adapter_config.json'), 'utf8'))).toMatchObject({
    peft_type: 'LORA',
    r: 4,
    lora_alpha: 16,
    fan_in_fan_out: true,
    base_model_name_or_path: path,
  })
}, 60_000)

describe('what is wrong with a folder is a problem of its block', () => {
  const problemsOf = (family: Family, params: Record<string, unknown>): readonly Problem[] => {
    const planned = planGraph(graph(family, params), blocks)
    return planned.ok ? [] : planned.problems
  }
  test.each([
    ['not there', { path: '/nowhere/at/all' }, 'no-such-file'],
    ['empty', { path: written(new Map()) }, 'no-config'],
    [
      'of an unknown kind',
      { path: written(new Map([['config.json', '{"model_type":"whisper"}']])) },
      'unknown-model-type',
    ],
    ['of another objective’s kind', { path: folderOf('bert') }, 'objective-network'],
    ['an LSTM with LoRA', { path: folderOf('lstm'), rank: 4 }, 'no-lora'],
    ['LoRA where all is frozen', { path: folderOf('gpt2'), rank: 4, freeze: 2 }, 'nothing-learns'],
  ])('%s', (_, params, code) => {
    const [problem] = problemsOf('gpt2', params)
    expect(problem?.code).toBe(code)
    if (code !== 'objective-network') expect(problem?.block).toBe('network')
  })

  test('without a folder, it is missing', () => {
    expect(problemsOf('gpt2', {})).toMatchObject([{ block: 'network', param: 'path', severity: 'missing' }])
  })

  test('a tokenizer with more tokens than the word table has rows', () => {
    const drawn = graph('gpt2', { path: folderOf('gpt2') })
    const larger = drawn.blocks.map(b => (b.id === 'tokenizer' ? { ...b, params: { size: 600 } } : b))
    const planned = planGraph({ ...drawn, blocks: larger }, blocks)
    expect(planned.ok ? [] : planned.problems).toMatchObject([{ code: 'tokenizer-too-large', block: 'trainer' }])
  })
})
