import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { loadTokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { computeLogits, exampleTokens } from '../../../main/verify/forward-pass.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { blocks } from '../../../nodes/index.ts'
import { planOf } from '../../nodes/model/small-plan.ts'
import { additions } from './additions.ts'
import { madeByTransformers } from './made-by-transformers.ts'
import { type Asked, type Found, python, pythonHas } from './python.ts'
import { all, filesOf, newFolder, untrained, written } from './saved.ts'

// Needs Python with Transformers, which no user of Patchbay needs.
const present = pythonHas('torch', 'transformers')
const adapting = present && pythonHas('peft')
if (!present) console.log('skipped: there is no python3 with torch and transformers on PATH')
else if (!adapting) console.log('skipped: there is no peft beside torch and transformers')

const encoders = ['bert', 'modernbert', 'roberta', 'distilbert', 'electra'] as const

const { ask, end } = python()
afterAll(end)

/** Families that Transformers has, too. */
const known = all.filter(([name]) => !/^(gpt3|lstm)/.test(name))

const farthest = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  ours.length === theirs.length
    ? Math.max(...theirs.map((x, i) => Math.abs(x - (ours[i] as number))))
    : Number.POSITIVE_INFINITY

const folderName = (name: string) => join(newFolder(), name)

describe.skipIf(!present)('Transformers', () => {
  test('makes models with every head and with settings of its own, which load here, score the same and go back', async () => {
    const asked = madeByTransformers.map(([architecture, config], i) => ({
      folder: folderName(`${i} ${architecture}`),
      architecture,
      config,
      ids: [5, 12, 19, 26, 33, 40, 47, 54, 3, 10, 17, 24, 31, 38, 45, 2],
    }))
    const found = await ask(asked)
    for (const [i, { folder, architecture, ids }] of asked.entries()) {
      const { network, weights } = loadModel(folder, blocks)
      const ours = await computeLogits(network, weights, Int32Array.from(ids))
      const theirs = found[i]?.scores ?? []
      const largest = Math.max(...theirs.map(Math.abs))
      expect([i, architecture, farthest(ours, theirs) / largest < 1e-5]).toEqual([i, architecture, true])
    }
    const back = asked.map(({ folder, architecture, ids }) => ({
      folder: written(filesOf(loadModel(folder, blocks))),
      architecture,
      ids,
    }))
    for (const [i, { missing, unexpected, scores }] of (await ask(back)).entries()) {
      expect([i, missing, unexpected]).toEqual([i, [], []])
      expect([i, farthest(scores, found[i]?.scores ?? [])]).toEqual([i, 0])
    }
  }, 480_000)

  test('loads every model we write with no key missing or unexpected, scores the same, and we load what it saves', async () => {
    const models = known.map(([name, config, build]) => ({ name, config, model: untrained(config, build) }))
    const asked = models.map(({ config, model }) => ({
      folder: written(filesOf(model)),
      architecture: String([config.architectures].flat()[0]),
      ids: [...exampleTokens(model.network)],
    }))
    const found = await ask(asked)
    for (const [i, { name, model }] of models.entries()) {
      const { missing, unexpected, scores } = found[i] as Found
      expect({ name, missing, unexpected }).toEqual({ name, missing: [], unexpected: [] })
      const ours = await computeLogits(model.network, model.weights, exampleTokens(model.network))
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
    await train({
      plan,
      folder: home,
      home,
      blocks,
      graph: '{}',
      report: () => undefined,
      engines,
      probe: async () => false,
      pendingCommands: wishes,
    })
    const folder = join(home, 'checkpoints', '1')
    const { network, weights } = loadModel(folder, blocks)
    const ids = exampleTokens(network)
    const text = 'The whale — 鲸 — swims  on.\n'
    const [found] = await ask([{ folder, architecture: 'GPT2LMHeadModel', ids: [...ids], text }])
    const tokenizer = loadTokenizer(
      readFileSync(join(folder, 'tokenizer.json'), 'utf8'),
      plan.batches.tokens.vocabulary,
    )
    expect(found?.tokens).toEqual([...tokenizer.encode(text)])
    expect(farthest(await computeLogits(network, weights, ids), found?.scores ?? [])).toBeLessThan(1e-4)
  }, 120_000)

  test.skipIf(!adapting)(
    'with peft takes up what LoRA learned, and the head that learned with it',
    async () => {
      const words = ['gpt2', 'llama', ...encoders, 'bart', 'marian', 't5'] as const
      const judges = ['gpt2', 'llama', ...encoders] as const
      const models = [
        ...words.map(family => ({ name: family, ...additions(family) })),
        ...judges.map(family => ({ name: `${family} with a new head`, ...additions(family, 'class') })),
      ]
      const found = await ask(
        models.map(({ base, folder, network }) => ({
          folder: base,
          adapter: folder,
          architecture: String([network.config.architectures].flat()[0]),
          labels: network.config.id2label,
          ids: [...exampleTokens(network)],
        })),
      )
      for (const [i, { name, network, weights }] of models.entries()) {
        const { missing, unexpected, scores } = found[i] as Found
        expect({ name, missing, unexpected }).toEqual({ name, missing: [], unexpected: [] })
        const ours = await computeLogits(network, weights, exampleTokens(network))
        expect([name, farthest(ours, scores) < 1e-4]).toEqual([name, true])
      }
    },
    240_000,
  )
})
