import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Block, Blocks } from '../../../core/block/block.ts'
import type { Graph } from '../../../core/graph/graph.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { buildModel, trainingCollator } from '../../../core/train/model.ts'
import { openTokenTable } from '../../../main/data/tokens/token-tables.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import type { BatchPrefetcher, BatchRequest } from '../../../main/engine/training/prefetch-batches.ts'
import { train } from '../../../main/engine/training/train.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { loadModel } from '../../../main/weights/load-model.ts'
import { blocks as ours } from '../../../nodes/index.ts'
import { pretrainedBlock } from '../../../nodes/model/pretrained.ts'
import { graphOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from '../weights/saved.ts'
import mixer from './toy-architecture/position-mixer.ts'

// A network that is found by folder takes part in everything; here one more file is put among the blocks by hand.
const architectures = [...ours.values(), mixer].filter(({ network, id }) => network && id !== 'pretrained')
const trained = pretrainedBlock(new Map(architectures.map(found => [found.id, found])))
const blocks: Blocks = new Map([...ours, ...[mixer, trained].map((added): [string, Block] => [added.id, added])])

// The thread that makes batches finds its blocks by folder, where the toy is not: they are made here instead.
function prefetch({ plan, folder, firstStep }: BatchRequest): BatchPrefetcher {
  const opened = openTokenTable(folder, 'train', plan.batches.tokens.rows.columns)
  const made = opened.then(table => batcher(trainingCollator(plan, blocks), table, plan.training))
  let step = firstStep
  return { next: async () => (await made)(step++), close: async () => undefined }
}

/** A small pipeline with blocks put in place of others, by their ids in the graph. */
function graphWith(changes: Readonly<Record<string, readonly [type: string, params: object]>>): Graph {
  const drawn = graphOf('gpt2', {}, { length: 3, evaluateEvery: 3 })
  const changed = drawn.blocks.map(placed => {
    const [type, params] = changes[placed.id] ?? [placed.type, placed.params]
    return { ...placed, type, params: params as Readonly<Record<string, unknown>> }
  })
  return { ...drawn, blocks: changed }
}

/** Trains three steps; gives the plan, the loss at each step and the folder of the last checkpoint. */
async function trainGraph(graph: Graph) {
  const planned = planGraph(graph, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  const [plan, folder] = [planned.value, newFolder()]
  const losses: number[] = []
  await train({
    plan,
    folder,
    home: newFolder(),
    blocks,
    engines,
    probe: async () => false,
    prefetch,
    graph: '{}',
    report: report => {
      if (report.t === 'point' && 'train/loss' in report.values) losses.push(Number(report.values['train/loss']))
    },
    pendingCommands: { stop: false, checkpoint: false, sample: false },
  })
  return { plan, losses, checkpoint: join(folder, 'checkpoints', '3') }
}

test('an architecture of one file trains, is saved, loads back, takes LoRA and a head for classes', async () => {
  const first = await trainGraph(graphWith({ network: ['position-mixer', {}] }))
  expect(first.losses.at(-1)).toBeLessThan(first.losses[0] as number)
  const saved = loadModel(first.checkpoint, blocks)
  expect(saved.network.config).toMatchObject({ model_type: 'position-mixer', architectures: ['MixerForTokens'] })
  expect([...saved.weights.keys()]).toContain('mixer.stages.1.mix.weight')

  const second = await trainGraph(
    graphWith({
      text: ['sample-reviews', {}],
      tokenizer: ['pretrained-tokenizer', { path: first.checkpoint }],
      collator: ['label-texts', { length: 32 }],
      network: ['pretrained', { path: first.checkpoint, rank: 2, freeze: 1 }],
      objective: ['classify-text', {}],
    }),
  )
  const { adapters = [], frozen } = buildModel(second.plan, blocks)
  expect(adapters.map(({ target, transposed }) => [target, transposed])).toEqual([['mixer.stages.1.mix.weight', true]])
  expect(frozen).toContain('mixer.words.weight')
  const classifier = loadModel(second.checkpoint, blocks)
  expect(classifier.network.config.architectures).toEqual(['MixerForSequenceClassification'])
  const moved = (name: string) => saved.weights.get(name)?.some((x, i) => x !== classifier.weights.get(name)?.[i])
  expect(moved('mixer.stages.0.mix.weight')).toBe(false)
  expect(moved('mixer.stages.1.mix.weight')).toBe(true)
  expect(existsSync(join(second.checkpoint, 'adapter', 'adapter_model.safetensors'))).toBe(true)
}, 120_000)

test('no code outside of nodes/model names a type of model', () => {
  const types = architectures.filter(({ network }) => network?.family && network !== mixer.network).map(({ id }) => id)
  expect(types.length).toBeGreaterThan(10)
  const named = new RegExp(`['"\`](${types.join('|')})['"\`]`)
  const files = ['core', 'main', 'nodes'].flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.ts$/.test(name))
      .map(({ parentPath, name }) => join(parentPath, name)),
  )
  const outside = files.filter(file => !file.replaceAll('\\', '/').startsWith('nodes/model/'))
  expect(outside.length).toBeGreaterThan(300)
  expect(outside.filter(file => named.test(readFileSync(file, 'utf8')))).toEqual([])
})
