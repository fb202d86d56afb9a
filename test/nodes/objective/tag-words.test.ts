import { describe, expect, test } from 'vitest'
import { buildModel, supervisedRows } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { batches, planOf } from '../../main/data/pipeline.ts'

const compile = (id: string, inputs: object, params = {}) => {
  const block = blocks.get(id)
  return block?.compile(inputs as never, block.params.parse(params) as never) as Record<string, never>
}
const tagged = (labels: string) =>
  batches(['tags-file', { path: '/x', labels }], ['bpe-tokenizer', { size: 512 }], ['tag-tokens', { length: 8 }])
const tiny = { width: 16, layers: 1, heads: 2 }
const names = 'O, B-PER, I-PER, B-LOC, I-LOC'

describe('tagging', () => {
  test.each(['bert', 'roberta', 'distilbert', 'electra'])('%s gives a score to each tag at every token', family => {
    const { network } = compile(family, {}, tiny)
    const objective = compile('tag-words', { network }).objective as never
    const model = buildModel({ ...planOf(tagged(names)), objective }, blocks)
    const { hidden, labels } = supervisedRows(model, 4)
    expect(model.loss(hidden, labels, false).shape).toEqual([4 * 10])
    expect(model.network.config).toMatchObject({ id2label: { 0: 'O', 3: 'B-LOC' }, label2id: { 'I-LOC': 4 } })
    expect(String(model.network.config.architectures)).toMatch(/ForTokenClassification$/)
  })

  test.each(['gpt2', 't5'])('%s is refused: it does not look in both directions', family => {
    const { network } = compile(family, {}, tiny)
    expect(() => compile('tag-words', { network })).toThrow('on the words after it')
  })
})

/** One batch of rows of ten places; 9 stands for no word. */
const judged = (truth: readonly number[][], guesses: readonly number[][]) => {
  const labels = Int32Array.from(truth.flatMap(row => row.concat(Array(10 - row.length).fill(9))))
  const arrays = { labels: labels.map(x => x % 9), weights: Float32Array.from(labels, x => (x === 9 ? 0 : 1)) }
  const said = guesses.flatMap(row => row.concat(Array(10 - row.length).fill(1)))
  return { batch: { arrays, tokens: 0, supervised: truth.flat().length }, predictions: Float64Array.from(said) }
}

describe('metrics of tags', () => {
  const metrics = blocks.get('tag-words')?.metrics

  test('names count as right only when they are found whole, with their kind, sentence by sentence', () => {
    // seqeval's own example: [O O B-MISC I-MISC I-MISC I-MISC O] found one word too late, and a name that is right
    const truth = [
      [0, 0, 1, 2, 2, 2, 0],
      [3, 4, 0],
    ]
    const guesses = [
      [0, 0, 0, 1, 2, 2, 0],
      [3, 4, 0],
    ]
    const found = metrics?.([judged(truth, guesses)], tagged(names))
    expect(found?.['span-f1']).toBeCloseTo(0.5, 12)
    expect(found?.accuracy).toBeCloseTo(0.8, 12)
  })

  test('other tags are measured word by word, rare ones weighing as much as common ones', () => {
    const found = metrics?.([judged([[0, 0, 0, 1]], [[0, 0, 1, 1]])], tagged('NOUN, VERB'))
    expect(found?.accuracy).toBe(0.75)
    expect(found?.['macro-f1']).toBeCloseTo((0.8 + 2 / 3) / 2, 12)
    expect(found).not.toHaveProperty('span-f1')
  })
})
