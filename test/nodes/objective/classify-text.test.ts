import { describe, expect, test } from 'vitest'
import type { NetworkPlan, Plan } from '../../../core/plan/plan.ts'
import { buildModel, needsNewHead, supervisedRows } from '../../../core/train/model.ts'
import { newOutputLayerWarnings } from '../../../main/engine/training/training-messages.ts'
import { blocks } from '../../../nodes/index.ts'
import { batches, planOf } from '../../main/data/pipeline.ts'

const compile = (id: string, inputs: object, params = {}) => {
  const block = blocks.get(id)
  return block?.compile(inputs as never, block.params.parse(params) as never) as Record<string, never>
}
const tiny = { width: 16, layers: 1, heads: 2 }
const reviews = planOf(batches(['sample-reviews'], ['bpe-tokenizer', { size: 512 }], ['label-texts', { length: 30 }]))

const judged = (family: string): Plan => {
  const { network } = compile(family, {}, tiny)
  return { ...reviews, objective: compile('classify-text', { network }).objective as never }
}

describe('classification', () => {
  test.each(['bert', 'roberta', 'distilbert', 'electra', 'gpt2', 'gpt3', 'llama'])(
    '%s gives a score to each class',
    family => {
      const plan = judged(family)
      const model = buildModel(plan, blocks)
      const { hidden, labels } = supervisedRows(model, 4)
      expect(model.loss(hidden, labels, false).shape).toEqual([4])
      expect(model.network.config).toMatchObject({
        id2label: { 0: 'negative', 1: 'positive' },
        label2id: { positive: 1 },
      })
      expect(String(model.network.config.architectures)).toMatch(/ForSequenceClassification$/)
    },
  )

  test('is measured by the share of right classes, and by F1 that counts rare classes in full', () => {
    const arrays = { labels: Int32Array.of(0, 0, 0, 1), weights: Float32Array.of(1, 1, 1, 1) }
    const held = { batch: { arrays, tokens: 4, supervised: 4 }, predictions: Float64Array.of(0, 0, 1, 1) }
    const measured = blocks.get('classify-text')?.metrics?.([held], reviews.batches)
    expect(measured?.accuracy).toBe(0.75)
    expect(measured?.['macro-f1']).toBeCloseTo((0.8 + 2 / 3) / 2, 12) // F1 of the classes: 4/5 and 2/3
  })

  test('a trained head is kept where it tells the same classes apart, and else starts fresh', () => {
    const plan = judged('bert')
    const start = { folder: '/model', words: 512, head: 'class', freeze: 0 } as const
    const from = (labels: string[]) =>
      needsNewHead({
        ...plan,
        objective: { ...plan.objective, network: { ...plan.objective.network, start: { ...start, labels } } },
      })
    expect(from(['negative', 'positive'])).toBe(false)
    expect(from(['LABEL_0', 'LABEL_1'])).toBe(false) // nobody has named them
    expect(from(['positive', 'negative'])).toBe(true)
    expect(from(['negative', 'neutral', 'positive'])).toBe(true)
    expect(needsNewHead(plan)).toBe(false) // from scratch there is nothing to keep
  })

  test('a layer that says several things of a text is not one that chooses', () => {
    const { network } = compile('bert', {}, tiny) as unknown as { network: NetworkPlan }
    const config = blocks.get('bert')?.network?.config(network.params as never, reviews.batches.tokens.vocabulary)
    const from = (several: object) => {
      const found = { ...config, architectures: ['BertForSequenceClassification'], ...several }
      const trained = compile('pretrained', {}, { path: '/model', found }).network
      return { ...reviews, objective: compile('classify-text', { network: trained }).objective as never }
    }
    expect(needsNewHead(from({}))).toBe(false)
    expect(newOutputLayerWarnings(from({}))).toEqual([])
    const plan = from({ problem_type: 'multi_label_classification' })
    expect(needsNewHead(plan)).toBe(true)
    expect(newOutputLayerWarnings(plan)).toMatchObject([{ t: 'warn', code: 'new-output-layer' }])
    expect(buildModel(plan, blocks).network.config).not.toHaveProperty('problem_type')
  })

  test('a network that writes texts is refused', () => {
    expect(() => judged('t5')).toThrow('instead of classifying')
  })
})
