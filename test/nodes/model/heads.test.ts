import { expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import type { ModelConfig, NetworkInputs } from '../../../core/nn/network.ts'
import type { HeadKind } from '../../../core/plan/plan.ts'
import { binaryCrossEntropy, crossEntropy } from '../../../core/tensor/ops/cross-entropy.ts'
import { input } from '../../../core/tensor/tensor.ts'
import type { Model } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { blocks } from '../../../nodes/index.ts'
import { type Family, families, planOf } from './small-plan.ts'

const [B, T, classes] = [4, 6, 3]
/** Numbers that a head scores with, and how many right answers there are, for each kind. */
const shapes: Record<HeadKind, { logits: readonly [number, number]; answers: number }> = {
  class: { logits: [B, classes], answers: classes },
  tags: { logits: [B * T, classes], answers: classes },
  answer: { logits: [2 * B, T], answers: T },
  replaced: { logits: [B * T, 1], answers: 2 },
}

const all = families.flatMap(family => {
  const { objective, batches } = planOf(family)
  const { network } = blocks.get(objective.network.block) ?? {}
  const config = network?.config(objective.network.params as never, batches.tokens.vocabulary)
  const named: ModelConfig = { ...config, id2label: { 0: 'a', 1: 'b', 2: 'c' } }
  return Object.entries(network?.heads ?? {}).map(([kind, build]) => [family, kind as HeadKind, named, build] as const)
})

test('there are heads for texts, tokens, answers and replaced tokens', () => {
  expect(new Set(all.map(([, kind]) => kind))).toEqual(new Set(Object.keys(shapes)))
  const having = (kind: HeadKind): Family[] => all.filter(([, k]) => k === kind).map(([family]) => family)
  expect(having('class')).toEqual([
    'gpt2',
    'gpt3',
    'llama',
    'bert',
    'roberta',
    'distilbert',
    'modernbert',
    'electra',
    'bart',
  ])
})

test.each(all)('%s with a head over %s learns four texts by heart', async (_, kind, config, build) => {
  const network = build(config)
  const { logits, answers } = shapes[kind]
  const ids = (...shape: number[]) => ({ shape, dtype: 'int32' }) as const
  const rows = kind === 'answer' ? 2 * B : logits[0]
  const feeds = { ids: ids(B, T), labels: ids(rows), weights: { shape: [rows], dtype: 'float32' } as const }
  // each text has tokens of its own and ends with the end token; labels follow a pattern that only its tokens tell
  const end = config.eos_token_id as number
  const tokens = Int32Array.from({ length: B * T }, (_, i) => (i % T === T - 1 && end ? end : 20 + i))
  const arrays = {
    ids: tokens,
    labels: Int32Array.from({ length: rows }, (_, i) => (i * 5 + (i >> 1)) % answers),
    weights: new Float32Array(rows).fill(1),
  }
  const batch = { arrays, tokens: B * T, supervised: rows }
  const loss = kind === 'replaced' ? binaryCrossEntropy : crossEntropy
  const model: Model = {
    network,
    parameters: namedParameters(network.parts),
    collator: { feeds: () => feeds, examples: () => B, fill: () => batch },
    loss: (hidden, labels) => loss(network.logits(hidden), labels),
  }
  const given = { ids: input('ids', [B, T], 'int32') } as NetworkInputs
  expect(network.logits(network.hidden(given, noDropout)).shape).toEqual(logits)
  const { optimizer } = planOf('bert')
  const machine = await createCpuBackend(model, {
    batchSize: B,
    accumulate: 1,
    seed: 1,
    optimizer: buildOptimizer(optimizer, blocks),
  })
  let last = Number.POSITIVE_INFINITY
  for (let step = 1; step <= 300 && last >= 0.05; step++)
    last = (await machine.step([batch], { step, learningRate: 0.01, seed: step })).loss
  expect(last).toBeLessThan(0.05)
  await machine.dispose()
})
