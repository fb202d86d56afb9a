import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import { evaluateCheckpoint } from '../../../main/engine/evaluation/evaluate-checkpoint.ts'
import { engines } from '../../../main/engine/registry/engines.ts'
import { train } from '../../../main/engine/training/train.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from '../data/pipeline.ts'

const folder = newFolder()
const file = (name: string, lines: readonly string[]) => {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** A small T5 over pairs, with a tokenizer that knows no capitals and no Cyrillic. */
function planOf(path: string) {
  const place = (id: string, type: string, params = {}) => ({ id, type, params, at: [0, 0] as [number, number] })
  const tokenizer = join(import.meta.dirname, '../../fixtures/tokenizers/bert.json')
  const chain = [
    ['pairs', 'rows', 'tokenizer'],
    ['tokenizer', 'tokens', 'collator'],
    ['collator', 'batches', 'trainer'],
    ['network', 'network', 'objective'],
    ['objective', 'objective', 'trainer'],
    ['optimizer', 'optimizer', 'trainer'],
  ] as const
  const graph: Graph = {
    format: 'patchbay/1',
    name: 'pairs',
    groups: [],
    notes: [],
    blocks: [
      place('pairs', 'pairs-file', { path }),
      place('tokenizer', 'pretrained-tokenizer', { path: tokenizer }),
      place('collator', 'pair-tokens', { sourceLength: 12, targetLength: 12 }),
      place('network', 't5', { width: 32, layers: 1, heads: 2, dropout: 0 }),
      place('objective', 'seq2seq-lm'),
      place('optimizer', 'adamw', { learningRate: 0.01 }),
      place('trainer', 'trainer', { length: 150, batchSize: 4, evaluateEvery: 150, device: 'cpu' }),
    ],
    wires: chain.map(([from, type, to]) => [
      [from, type],
      [to, type],
    ]),
  }
  const planned = planGraph(graph, blocks)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
  return planned.value
}

test('what is written is compared with the targets as they stand in the data, not with what a tokenizer leaves of them', async () => {
  const pairs = ['one\tA whale Ж', 'two\ta  ship', 'six\tthe sea', 'ten\tЖ the ship']
  const plan = planOf(file('pairs.tsv', pairs))
  const wishes = { stop: false, checkpoint: false, sample: false }
  const home = folder
  await train({
    plan,
    folder,
    home,
    blocks,
    graph: '{}',
    report: () => {},
    engines,
    probe: async () => false,
    pendingCommands: wishes,
  })
  const question = { folder: join(folder, 'checkpoints', '150'), plan, home, beams: 1, seed: 1 }
  const { measures, written } = await evaluateCheckpoint(question, () => {})
  expect(measures.accuracy).toBe(1) // it has learned its tokens by heart
  expect(written?.map(({ wanted }) => wanted)).toEqual(['A whale Ж', 'a  ship', 'the sea', 'Ж the ship'])
  expect(written?.map(text => text.written)).toEqual(['a whale', 'a ship', 'the sea', 'the ship'])
  expect(measures['whole-match']).toBe(1 / 4)
  const others = ['six\tNot so', ...pairs, 'ten\tThe end']
  const asked = { ...question, data: file('other.tsv', others), limit: 3, seed: 4 }
  const { written: some = [] } = await evaluateCheckpoint(asked, () => {})
  const found = some.map(({ source, wanted }) => others.indexOf(`${source}\t${wanted}`))
  expect(found).toHaveLength(3)
  expect(found).toEqual(found.filter(row => row >= 0).sort())
}, 60_000)
