import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QaInputLayout } from '../../../core/data/qa-windows.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { buildModel } from '../../../core/train/model.ts'
import { buildOptimizer } from '../../../core/train/optimizer-rules.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { evaluateAnswers } from '../../../main/engine/evaluation/evaluate-answers.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import type { PredictorOptions } from '../../../main/engine/inference/tasks/predictor.ts'
import { predictorFor } from '../../../main/engine/inference/tasks/predictor-for.ts'
import { createCpuBackend } from '../../../main/engine/onnx/cpu-backend.ts'
import { batches, blocks, newFolder, planOf } from '../data/pipeline.ts'

const context = 'The whale sank the ship in 1820, off Chile. 白鲸 was its name; the captain was called Pollard.'
const rows = (
  [
    ['What sank?', 'the ship'],
    ['When?', '1820'],
    ['Where?', 'off Chile'],
    ['Its name?', '白鲸'],
    ['Who was captain?', 'Pollard'],
    ['Who sank it?', 'The whale'],
    ['What was he called?', 'called Pollard'],
    ['In what?', 'in 1820'],
  ] as const
).map(([question, answer]) => ({ context, question, answer, start: context.indexOf(answer) }))

const path = join(newFolder(), 'questions.jsonl')
writeFileSync(path, rows.map(row => JSON.stringify(row)).join('\n'))
// room for 40 tokens of a text of about 90: three pieces
const chain = batches(
  ['questions-file', { path }],
  ['bpe-tokenizer', { size: 310 }],
  ['answer-span', { length: 64, question: 20, overlap: 20 }],
)
const compile = (id: string, inputs: object, params = {}) => {
  const block = blocks.get(id)
  return block?.compile(inputs as never, block.params.parse(params) as never) as Record<string, never>
}
const network = compile('bert', {}, { width: 32, layers: 2, heads: 2, context: 64, dropout: 0 }).network
const plan = { ...planOf(chain, 8), objective: compile('find-answer', { network }).objective as never }

let asking: PredictorOptions
let evaluated: Awaited<ReturnType<typeof evaluateAnswers>>
let [loss, examples] = [Number.POSITIVE_INFINITY, 0]
beforeAll(async () => {
  const { tokenizer, train } = await prepareData(plan, { home: newFolder(), blocks, report: () => undefined })
  const model = buildModel(plan, blocks)
  examples = model.collator.examples(train)
  const all = Array.from({ length: examples }, (_, i) => i)
  const batch = model.collator.fill(train, all, 0)
  const machine = await createCpuBackend(model, {
    batchSize: examples,
    accumulate: 1,
    seed: 3,
    optimizer: buildOptimizer(plan.optimizer, blocks),
  })
  for (let step = 1; step <= 600 && loss >= 0.02; step++)
    loss = (await machine.step([batch], { step, learningRate: 0.005, seed: step })).loss
  const weights = new Map([...(await machine.weights())].map(([name, values]) => [name, values.slice()]))
  await machine.dispose()
  const asked = { network: model.network, weights, tokenizer, progress: () => undefined }
  evaluated = await evaluateAnswers(train, plan.batches.asking?.pair as QaInputLayout, asked)
  const scores = createScorer(model.network, weights, 64, tokenizer.vocabulary.pad)
  asking = { ...greedyDecoding, tokenizer, scorer: scores, length: 1, candidates: 3, seed: 1, context }
}, 120_000)
afterAll(() => asking.scorer.release())

describe('a model that learned eight questions by heart', () => {
  test('has a loss below 0.02 over all pieces of their text', () => {
    expect(examples).toBeGreaterThan(8)
    expect(loss).toBeLessThan(0.02)
  })

  test.each(rows)('answers “$question” with “$answer”, and says where it stands', async ({ question, answer }) => {
    const { task, output, spans = [], blanks } = await predictorFor(plan)(question, asking)
    expect([task, output]).toEqual(['answer', answer])
    expect(spans[0]).toMatchObject({ from: context.indexOf(answer), to: context.indexOf(answer) + answer.length })
    expect(spans[0]?.probability).toBeGreaterThan(0.5)
    expect(blanks?.[0]?.[0]?.text).toBe(answer)
    expect(blanks?.[0]).toHaveLength(3)
  })

  test('is measured question by question, by the words of its answers', () => {
    expect(evaluated.measures).toEqual({ 'exact-match': 1, 'answer-f1': 1 })
    for (const [i, { source, wanted, written }] of evaluated.texts.entries()) {
      expect(source).toBe(rows[i]?.question)
      expect(wanted).toContain(rows[i]?.answer)
      expect(written).toBe(wanted)
    }
  })

  test('asks for the text that a question is about', async () => {
    await expect(predictorFor(plan)('When?', { ...asking, context: ' ' })).rejects.toThrow(
      'no context to find the answer in',
    )
  })
})
