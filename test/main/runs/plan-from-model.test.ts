import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { Refusals } from '../../../core/problem.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { predictorFor } from '../../../main/engine/inference/tasks/predictor-for.ts'
import { findModel } from '../../../main/runs/find-model.ts'
import { evaluateModel } from '../../../main/runs/use-model.ts'
import { openStore } from '../../../main/store/store.ts'
import { loadTokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { findTokenizerFile, readTokenizerJson } from '../../../main/tokenizer/file/read-tokenizer-json.ts'
import { fitWeights } from '../../../main/weights/fit-weights.ts'
import { readWeights } from '../../../main/weights/read-weights.ts'
import { blocks } from '../../../nodes/index.ts'
import { all, filesOf, newFolder, untrained, written } from '../weights/saved.ts'

const home = newFolder()
const store = openStore(join(home, 'patchbay.db'))
afterAll(() => store.close())

/** A model with one of BERT's tokenizers, in a folder as another tool leaves it: without a plan. */
function folderOf(name: string, change = {}): string {
  const [, config, build] = all.find(([found]) => found === name) ?? []
  if (!config || !build) throw new Error(`folderOf: no model '${name}'`)
  const folder = written(filesOf(untrained({ ...config, vocab_size: 300, ...change }, build)))
  cpSync(join(import.meta.dirname, '../../fixtures/tokenizers/bert.json'), join(folder, 'tokenizer.json'))
  return folder
}
function changed(folder: string, change: (config: Record<string, unknown>) => object): string {
  const file = join(folder, 'config.json')
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))))
  return folder
}
const withoutNames = (folder: string) => changed(folder, ({ id2label: _, label2id: __, ...config }) => config)
const modelIn = (folder: string) => findModel(store, home, folder, 'last')

test.each([
  ['gpt2', 'causal', undefined],
  ['llama', 'causal', undefined],
  ['bert', 'masked', undefined],
  ['roberta', 'masked', undefined],
  ['t5', 'seq2seq', undefined],
  ['bart', 'seq2seq', undefined],
  ['bert class', 'class', ['a', 'b', 'c']],
  ['gpt2 class', 'class', ['a', 'b', 'c']],
  ['bart class', 'class', ['a', 'b', 'c']],
  ['distilbert tags', 'tags', ['a', 'b', 'c']],
  ['roberta answer', 'answer', undefined],
  ['electra replaced', 'masked', undefined],
])('a %s from elsewhere can be asked: its head says how (%s)', (name, task, labels) => {
  const { folder, plan, foreign } = modelIn(folderOf(name))
  expect(foreign).toBe(true)
  expect(plan.batches.task).toBe(task)
  expect(plan.batches.tokens.rows.labels).toEqual(labels)
  expect(plan.batches.tokens.vocabulary).toMatchObject({ size: 220 })
  const found = readWeights(folder)
  const { newlyInitialized: fresh } = fitWeights(found, buildNetwork(plan, blocks), { file: found.file })
  expect(fresh).toEqual([])
})

test.each(['bert class', 'distilbert tags'])(
  'a %s without names calls what it tells apart as Transformers does',
  name => {
    const labels = (change: object) => {
      const { folder, plan } = modelIn(folderOf(name, change))
      const found = readWeights(folder)
      fitWeights(found, buildNetwork(plan, blocks), { file: found.file })
      return plan.batches.tokens.rows.labels
    }
    expect(labels({ id2label: undefined })).toEqual(['LABEL_0', 'LABEL_1'])
    const names = { 0: 'LABEL_0', 1: 'LABEL_1', 2: 'LABEL_2' }
    const { folder, plan } = modelIn(withoutNames(folderOf(name, { id2label: names, num_labels: 3 })))
    expect(plan.batches.tokens.rows.labels).toEqual(Object.values(names))
    expect(plan.objective.network.start).toMatchObject({ folder, labels: Object.values(names) })
  },
)

test('a run begun earlier from a T5 1.1 of one table, which learned a second one, can still be asked', () => {
  const folder = folderOf('t5', { tie_word_embeddings: false })
  const { plan } = modelIn(folder)
  const { network } = plan.objective
  const { found, ...others } = network.params as { found: object }
  const params = { ...others, found: { ...found, tie_word_embeddings: true, scale_decoder_outputs: false } }
  const begun = { ...plan, objective: { ...plan.objective, network: { ...network, params } } }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(begun))
  const asked = modelIn(folder)
  expect(asked.foreign).toBeUndefined()
  const weights = readWeights(folder)
  const rebuilt = buildNetwork(asked.plan, blocks)
  expect([...fitWeights(weights, rebuilt, { file: weights.file }).weights.keys()]).toContain('lm_head.weight')
})

test('one label alone is a number that the model guesses', () => {
  const { plan } = modelIn(folderOf('bert class', { id2label: { 0: 'stars' } }))
  expect(plan.batches).toMatchObject({ task: 'score', tokens: { rows: { labels: ['stars'] } } })
})

/** What a model says when its last layer gives these scores. */
async function said(folder: string, scores: readonly number[]) {
  const { plan } = modelIn(folder)
  const tokenizer = loadTokenizer(
    readTokenizerJson(findTokenizerFile(folder) ?? folder),
    plan.batches.tokens.vocabulary,
  )
  const scorer = { limit: 30, score: async () => [Float32Array.from(scores)], release: async () => {} }
  return predictorFor(plan)('a whale', {
    ...greedyDecoding,
    tokenizer,
    scorer,
    length: 1,
    candidates: 1,
    seed: 1,
  } as never)
}
const several = { problem_type: 'multi_label_classification' }

test('labels that hold each for itself are said each with its own probability', async () => {
  const { output, blanks } = await said(folderOf('bert class', several), [1, -1, 2])
  expect(output).toBe('c, a')
  expect(blanks?.[0]?.map(({ text }) => text)).toEqual(['c', 'a', 'b'])
  expect(blanks?.[0]?.map(({ probability }) => probability.toFixed(4))).toEqual(['0.8808', '0.7311', '0.2689'])
  expect(await said(folderOf('bert class', several), [-1, -2, -3])).toMatchObject({ task: 'class', output: '—' })
  const one = folderOf('bert class', { ...several, id2label: { 0: 'spam' } })
  expect(await said(one, [3])).toMatchObject({ task: 'class', output: 'spam' })
})

test('a model of several numbers says them all', async () => {
  expect(await said(folderOf('bert class', { problem_type: 'regression' }), [1, -1, 2.5])).toMatchObject({
    task: 'score',
    output: '1.000, -1.000, 2.500',
  })
})

const problemOf = (look: () => unknown) => {
  try {
    look()
  } catch (error) {
    if (error instanceof Refusals) return error.problems[0]
    throw error
  }
  return undefined
}

test('a body without an output layer says what it lacks', () => {
  const folder = changed(folderOf('bert'), config => ({ ...config, architectures: ['BertModel'] }))
  expect(problemOf(() => modelIn(folder))).toMatchObject({ code: 'no-head' })
})

test('a model without a tokenizer, and a folder without a model, say so', () => {
  const [, config, build] = all.find(([name]) => name === 'gpt2') ?? []
  if (!config || !build) throw new Error('there is no GPT-2')
  expect(problemOf(() => modelIn(written(filesOf(untrained(config, build)))))).toMatchObject({ code: 'no-tokenizer' })
  expect(problemOf(() => modelIn(newFolder()))).toMatchObject({ code: 'no-model' })
})

test('it is measured with a file only, since nobody knows what it learned from', async () => {
  const asked = { from: folderOf('bert class'), checkpoint: 'last', beams: 1, seed: 1 } as const
  const signal = new AbortController().signal
  const looking = evaluateModel(store, { home, out: home }, asked, signal)[Symbol.asyncIterator]().next()
  await expect(looking).rejects.toMatchObject({ problems: [{ code: 'no-data', param: 'data' }] })
})

test('a model that says several things of a text is not measured by rows with one', async () => {
  const asked = { from: folderOf('bert class', several), checkpoint: 'last', data: 'a.tsv', beams: 1, seed: 1 } as const
  const signal = new AbortController().signal
  const looking = evaluateModel(store, { home, out: home }, asked, signal)[Symbol.asyncIterator]().next()
  await expect(looking).rejects.toMatchObject({ problems: [{ code: 'several-answers' }] })
})
