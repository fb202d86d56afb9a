import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import type { PredictorOptions } from '../../../main/engine/inference/tasks/predictor.ts'
import { predictorFor } from '../../../main/engine/inference/tasks/predictor-for.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { batches, blocks, newFolder, planOf } from '../data/pipeline.ts'

const nouns = ['whale', 'ship', 'harpooneer', 'sea']
const verbs = ['sank', 'rose', 'vanished', 'slept']
const sentences = nouns.flatMap((noun, i) => [
  `The\tDET\n${noun}\tNOUN\n${verbs[i]}\tVERB\n.\tPUNCT`,
  `${verbs[i]}\tVERB\nthe\tDET\n${noun}\tNOUN\n?\tPUNCT`,
])

const path = join(newFolder(), 'tags.tsv')
writeFileSync(path, sentences.join('\n\n'))
const chain = batches(
  ['tags-file', { path, labels: 'DET, NOUN, PUNCT, VERB' }],
  ['bpe-tokenizer', { size: 300 }],
  ['tag-tokens', { length: 30 }],
)
const compile = (id: string, inputs: object, params = {}) => {
  const block = blocks.get(id)
  return block?.compile(inputs as never, block.params.parse(params) as never) as Record<string, never>
}
const network = compile('bert', {}, { width: 32, layers: 1, heads: 2, context: 40, dropout: 0 }).network
const plan = { ...planOf(chain, 8), objective: compile('tag-words', { network }).objective as never }

let asking: PredictorOptions
let loss = Number.POSITIVE_INFINITY
beforeAll(async () => {
  const { tokenizer, train } = await prepareData(plan, { home: newFolder(), blocks, report: () => undefined })
  const model = buildModel(plan, blocks)
  const batch = model.collator.fill(train, [0, 1, 2, 3, 4, 5, 6, 7], 0)
  const machine = await createCpuBackend(model, {
    batchSize: 8,
    accumulate: 1,
    seed: 3,
    optimizer: buildOptimizer(plan.optimizer, blocks),
  })
  for (let step = 1; step <= 300 && loss >= 0.02; step++)
    loss = (await machine.step([batch], { step, learningRate: 0.01, seed: step })).loss
  const weights = new Map([...(await machine.weights())].map(([name, values]) => [name, values.slice()]))
  await machine.dispose()
  asking = {
    ...greedyDecoding,
    tokenizer,
    scorer: createScorer(model.network, weights, 40, tokenizer.vocabulary.pad),
    length: 1,
    candidates: 1,
    seed: 1,
  }
}, 60_000)
afterAll(() => asking.scorer.release())

describe('a model that learned eight sentences by heart', () => {
  test('has a loss below 0.02', () => {
    expect(loss).toBeLessThan(0.02)
  })

  test('tags the words of plain text, and says where they stand', async () => {
    const input = '  vanished the “harpooneer”?'
    expect((await predictorFor(plan)('The whale sank.', asking)).output).toBe('The/DET whale/NOUN sank/VERB ./PUNCT')
    const { task, spans = [] } = await predictorFor(plan)(input, asking)
    expect(task).toBe('tags')
    expect(spans.map(({ text }) => text)).toEqual(['vanished', 'the', '“', 'harpooneer', '”', '?'])
    for (const { text, from, to, probability } of spans) {
      expect(input.slice(from, to)).toBe(text)
      expect(probability).toBeGreaterThanOrEqual(0.25) // the likeliest of four
      expect(probability).toBeLessThanOrEqual(1)
    }
  })

  test('tags every word of a text far longer than it reads at once, and a word longer than that', async () => {
    const input = `${'The ship rose. '.repeat(50)}${'x'.repeat(200)}`
    const { spans = [] } = await predictorFor(plan)(input, asking)
    expect(spans.map(({ text }) => text)).toHaveLength(50 * 4 + 1)
    expect(spans[1]?.label).toBe('NOUN')
    for (const { text, from, to } of spans) expect(input.slice(from, to)).toBe(text)
  })

  test('says nothing of nothing', async () => {
    expect(await predictorFor(plan)('  ', asking)).toMatchObject({ output: '', spans: [] })
  })
})
