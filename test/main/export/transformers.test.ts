import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../core/plan/plan.ts'
import { merged } from '../../../core/train/adapters.ts'
import { modelOf } from '../../../core/train/model.ts'
import { loadTokenizer } from '../../../main/data/tokenizer.ts'
import { startingWeights } from '../../../main/engine/onnx/starting-weights.ts'
import { train } from '../../../main/engine/onnx/train.ts'
import { adapterFiles } from '../../../main/export/adapter-files.ts'
import { loadModel } from '../../../main/export/load-model.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { scoresOf, someTokens } from '../../../main/verify/forward.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, graphOf, planOf } from '../../nodes/model/small-plan.ts'
import { madeByTransformers } from './made-by-transformers.ts'
import { all, filesOf, newFolder, untrained, written } from './saved.ts'

// Needs Python with Transformers, which no user of Patchbay needs.
const present = spawnSync('python3', ['-c', 'import torch, transformers']).status === 0
if (!present) console.log('skipped: there is no python3 with torch and transformers on PATH')

/** Families that Transformers has, too. */
const known = all.filter(([name]) => !/^(gpt3|lstm)/.test(name))

interface Asked {
  readonly folder: string
  readonly architecture: string
  readonly ids: readonly number[]
  readonly text?: string
  readonly config?: object
  /** A folder with what LoRA learned. */
  readonly adapter?: string
  /** What the head tells apart, when that is not in the folder. */
  readonly labels?: unknown
}
interface Found {
  readonly missing: readonly string[]
  readonly unexpected: readonly string[]
  readonly scores: readonly number[]
  readonly tokens?: readonly number[]
}

function ask(asked: readonly Asked[]): readonly Found[] {
  const script = join(import.meta.dirname, 'load-all.py')
  const { stdout, stderr, status } = spawnSync('python3', [script], {
    input: JSON.stringify(asked),
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(stderr.toString())
  return JSON.parse(stdout.toString()) as readonly Found[]
}

const farthest = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  ours.length === theirs.length
    ? Math.max(...theirs.map((x, i) => Math.abs(x - (ours[i] as number))))
    : Number.POSITIVE_INFINITY

/** A model to start from, what LoRA adds to it, and the model that comes of both. */
function additions(name: string, head?: 'class') {
  const [family] = name.split(' ') as [Family]
  const base = saved(name)
  const graph = graphOf(family)
  const params = { path: base, rank: 3, alpha: 5, targets: head ? 'attention' : 'all' }
  const drawn = graph.blocks.map(b => (b.id === 'network' ? { ...b, type: 'pretrained', params } : b))
  const planned = planGraph({ ...graph, blocks: drawn }, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  const plan = head ? judging(planned.value) : planned.value
  const model = modelOf(plan, blocks)
  const { parameters: named, adapters = [], frozen = new Set(), network } = model
  const { start } = plan.objective.network
  if (!start) throw new Error('additions: the plan starts from nothing')
  const begun = startingWeights(plan, model)
  const weights = new Map(
    [...named].map(([key, { size }], i) => [
      key,
      begun?.get(key) ?? Float32Array.from({ length: size }, (_, k) => 0.2 * Math.sin(3 * k + i)),
    ]),
  )
  const files = adapterFiles({ adapters, frozen, parameters: named, weights, start, config: network.config })
  const folder = newFolder()
  for (const [file, data] of files) writeFileSync(join(folder, basename(file)), data)
  return { base, folder, network, weights: merged(weights, adapters) }
}

const saved = (name: string) => {
  const [, config, build] = all.find(([found]) => found === name) ?? []
  if (!config || !build) throw new Error(`saved: no model '${name}'`)
  return written(filesOf(untrained(config, build)))
}

/** The plan with a head that tells three labels apart. */
function judging({ batches, objective, ...plan }: Plan): Plan {
  const rows = { ...batches.tokens.rows, labels: ['a', 'b', 'c'] }
  const tokens = { ...batches.tokens, rows }
  return { ...plan, objective: { ...objective, head: 'class' }, batches: { ...batches, tokens } }
}

const folderName = (name: string) => join(newFolder(), name)

describe.skipIf(!present)('Transformers', () => {
  test('makes models with every head and with settings of its own, which load here and score the same', async () => {
    const asked = madeByTransformers.map(([architecture, config], i) => ({
      folder: folderName(`${i} ${architecture}`),
      architecture,
      config,
      ids: [5, 12, 19, 26, 33, 40, 47, 54, 3, 10, 17, 24, 31, 38, 45, 2],
    }))
    const found = ask(asked)
    for (const [i, { folder, architecture, ids }] of asked.entries()) {
      const { network, weights } = loadModel(folder, blocks)
      const ours = await scoresOf(network, weights, Int32Array.from(ids))
      const theirs = found[i]?.scores ?? []
      const largest = Math.max(...theirs.map(Math.abs))
      expect([i, architecture, farthest(ours, theirs) / largest < 1e-5]).toEqual([i, architecture, true])
    }
  }, 240_000)

  test('loads every model we write with no key missing or unexpected, scores the same, and we load what it saves', async () => {
    const models = known.map(([name, config, build]) => ({ name, config, model: untrained(config, build) }))
    const asked = models.map(({ config, model }) => ({
      folder: written(filesOf(model)),
      architecture: String([config.architectures].flat()[0]),
      ids: [...someTokens(config)],
    }))
    const found = ask(asked)
    for (const [i, { name, config, model }] of models.entries()) {
      const { missing, unexpected, scores } = found[i] as Found
      expect({ name, missing, unexpected }).toEqual({ name, missing: [], unexpected: [] })
      const ours = await scoresOf(model.network, model.weights, someTokens(config))
      expect([name, farthest(ours, scores) < 1e-4]).toEqual([name, true])
      expect([name, loadModel(join((asked[i] as Asked).folder, 'again'), blocks).weights]).toEqual([
        name,
        model.weights,
      ])
    }
  }, 240_000)

  test('loads a checkpoint of a run with its tokenizer, which cuts text as ours does', async () => {
    const home = mkdtempSync(join(tmpdir(), 'patchbay-transformers-'))
    const plan = planOf('gpt2', {}, { length: 1 })
    const wishes = { stop: false, checkpoint: false, sample: false }
    await train({ plan, folder: home, home, blocks, graph: '{}', report: () => undefined, wishes })
    const folder = join(home, 'checkpoints', '1')
    const { network, weights } = loadModel(folder, blocks)
    const ids = someTokens(network.config)
    const text = 'The whale — 鲸 — swims  on.\n'
    const [found] = ask([{ folder, architecture: 'GPT2LMHeadModel', ids: [...ids], text }])
    const tokenizer = loadTokenizer(
      readFileSync(join(folder, 'tokenizer.json'), 'utf8'),
      plan.batches.tokens.vocabulary,
    )
    expect(found?.tokens).toEqual([...tokenizer.encode(text)])
    expect(farthest(await scoresOf(network, weights, ids), found?.scores ?? [])).toBeLessThan(1e-4)
  }, 120_000)

  const adapting = spawnSync('python3', ['-c', 'import peft']).status === 0
  if (present && !adapting) console.log('skipped: there is no peft beside torch and transformers')

  test.skipIf(!adapting)(
    'with peft takes up what LoRA learned, and the head that learned with it',
    async () => {
      const words = ['gpt2', 'llama', 'bert', 'roberta', 'distilbert', 'electra', 'bart', 'marian', 't5'] as const
      const judges = ['gpt2', 'llama', 'bert', 'roberta', 'distilbert', 'electra'] as const
      const models = [
        ...words.map(family => ({ name: family, ...additions(family) })),
        ...judges.map(family => ({ name: `${family} with a new head`, ...additions(family, 'class') })),
      ]
      const found = ask(
        models.map(({ base, folder, network: { config } }) => ({
          folder: base,
          adapter: folder,
          architecture: String([config.architectures].flat()[0]),
          labels: config.id2label,
          ids: [...someTokens(config)],
        })),
      )
      for (const [i, { name, network, weights }] of models.entries()) {
        const { missing, unexpected, scores } = found[i] as Found
        expect({ name, missing, unexpected }).toEqual({ name, missing: [], unexpected: [] })
        const ours = await scoresOf(network, weights, someTokens(network.config))
        expect([name, farthest(ours, scores) < 1e-4]).toEqual([name, true])
      }
    },
    240_000,
  )
})
