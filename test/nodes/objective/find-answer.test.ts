import { describe, expect, test } from 'vitest'
import { buildModel, supervisedRows } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { batches, planOf } from '../../main/data/pipeline.ts'

const compile = (id: string, inputs: object, params = {}) => {
  const block = blocks.get(id)
  return block?.compile(inputs as never, block.params.parse(params) as never) as Record<string, never>
}
const asked = batches(
  ['sample-questions'],
  ['bpe-tokenizer', { size: 512 }],
  ['answer-span', { length: 100, overlap: 20 }],
)
const tiny = { width: 16, layers: 1, heads: 2 }

describe('finding answers', () => {
  test.each(['bert', 'roberta', 'distilbert', 'electra'])('%s scores where answers start and end', family => {
    const { network } = compile(family, {}, tiny)
    const objective = compile('find-answer', { network }).objective as never
    const model = buildModel({ ...planOf(asked), objective }, blocks)
    const { hidden, labels } = supervisedRows(model, 4)
    expect(model.loss(hidden, labels, false).shape).toEqual([2 * 4])
    expect(String(model.network.config.architectures)).toMatch(/ForQuestionAnswering$/)
    expect(model.network.config).not.toHaveProperty('id2label') // Transformers’ two unnamed ones
  })

  test.each(['gpt2', 't5'])('%s is refused: it does not look in both directions', family => {
    const { network } = compile(family, {}, tiny)
    expect(() => compile('find-answer', { network })).toThrow('on the words after it')
  })

  test('is measured by answers found exactly, and by the tokens they share, where the answer is in the text', () => {
    // found; one token of two; ends before it starts; the answer is elsewhere
    const labels = Int32Array.of(5, 7, 9, 0, 6, 8, 9, 0)
    const predictions = Float64Array.of(5, 8, 9, 3, 6, 8, 8, 4)
    const batch = { arrays: { labels, weights: new Float32Array(8).fill(1) }, tokens: 0, supervised: 8 }
    const found = blocks.get('find-answer')?.metrics?.([{ batch, predictions }], asked)
    expect(found?.['exact-match']).toBeCloseTo(1 / 3, 12)
    expect(found?.['answer-f1']).toBeCloseTo((1 + 2 / 3 + 0) / 3, 12)
  })
})
