import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../core/plan/plan.ts'
import { modelOf, rowLosses } from '../../../core/train/model.ts'
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
      const model = modelOf(plan, blocks)
      const { losses } = rowLosses(model, 4)
      expect(losses.shape).toEqual([4])
      expect(model.network.config).toMatchObject({
        id2label: { 0: 'negative', 1: 'positive' },
        label2id: { positive: 1 },
      })
      expect(String(model.network.config.architectures)).toMatch(/ForSequenceClassification$/)
    },
  )

  test('a network that writes texts is refused', () => {
    expect(() => judged('t5')).toThrow('instead of judging')
  })
})
