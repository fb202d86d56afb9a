import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusals } from '../../../core/problem.ts'
import { prepareData, prepareTokens } from '../../../main/data/tokens/prepare-data.ts'
import { planGraph } from '../../../main/graphs/plan-graph.ts'
import { loadTokenizer, type Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { readPretrainedTokenizer } from '../../../main/tokenizer/encode/pretrained-tokenizer.ts'
import { readTokenizerJson } from '../../../main/tokenizer/file/read-tokenizer-json.ts'
import { blocks } from '../../../nodes/index.ts'
import { graphOf, planOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from '../data/pipeline.ts'

let ours: Tokenizer
beforeAll(async () => {
  const prepared = await prepareData(planOf('gpt2'), { home: newFolder(), blocks, report: () => undefined })
  ours = prepared.tokenizer
}, 60_000)

function folder(change: (file: ReturnType<typeof JSON.parse>) => void = () => undefined, config?: object): string {
  const file = JSON.parse(ours.json)
  change(file)
  const path = mkdtempSync(join(tmpdir(), 'patchbay-tokenizer-'))
  writeFileSync(join(path, 'tokenizer.json'), JSON.stringify(file))
  if (config) writeFileSync(join(path, 'tokenizer_config.json'), JSON.stringify(config))
  return path
}

const problem = (path: string) => {
  try {
    readPretrainedTokenizer(path)
  } catch (error) {
    if (error instanceof Refusals) return error.problems[0]
    throw error
  }
  return undefined
}

test('one that Patchbay made is read back as it was', () => {
  const { vocabulary, file } = readPretrainedTokenizer(folder())
  expect(vocabulary).toEqual(ours.vocabulary)
  expect(readFileSync(file, 'utf8')).toBe(ours.json)
})

test('special tokens have the names that GPT-2 gives them, signs of patterns included', () => {
  const path = folder(
    file => {
      const last = Object.keys(file.model.vocab).length
      for (const { content } of file.added_tokens) delete file.model.vocab[content]
      file.added_tokens = [{ id: last, content: '<|endoftext|>', special: true }]
    },
    { bos_token: '<|endoftext|>', eos_token: { content: '<|endoftext|>' }, pad_token: null },
  )
  const { vocabulary, file } = readPretrainedTokenizer(path)
  const last = vocabulary.size - 1
  expect(vocabulary).toEqual({ size: last + 1, pad: last, begin: last, end: last, sentinels: 0 })
  const tokenizer = loadTokenizer(readFileSync(file, 'utf8'), vocabulary)
  const ids = tokenizer.encode('whale<|endoftext|>whale | whale')
  expect([...ids].filter(id => id === last)).toHaveLength(1)
  expect(tokenizer.decode(ids)).toBe('whale<|endoftext|>whale | whale')
  expect(tokenizer.byteLength[last]).toBe(0)
})

test('a pipeline takes it as it is, and other contents are other tokens', async () => {
  const home = newFolder()
  const prepared = async (path: string) => {
    const drawn = graphOf('gpt2')
    const changed = drawn.blocks.map(b =>
      b.id === 'tokenizer' ? { ...b, type: 'pretrained-tokenizer', params: { path } } : b,
    )
    const planned = planGraph({ ...drawn, blocks: changed }, blocks)
    if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message.en).join(' '))
    return prepareData(planned.value, { home, blocks, report: () => undefined })
  }
  const first = await prepared(folder())
  expect(first.tokenizer.json).toBe(ours.json)
  const fewer = folder(file => {
    file.model.merges = file.model.merges.slice(0, 10)
  })
  const second = await prepared(fewer)
  expect(second.folder).not.toBe(first.folder)
  expect(second.train.columns.text?.length).toBeGreaterThan(first.train.columns.text?.length as number)
}, 60_000)

test('one without a token for the end of a text is given one, so that texts can follow one another', async () => {
  const path = folder(file => {
    file.added_tokens = []
    for (const name of ['<s>', '</s>', '<pad>', '<mask>']) delete file.model.vocab[name]
  })
  const { vocabulary, file } = readPretrainedTokenizer(path)
  const last = vocabulary.size - 1
  expect(vocabulary).toMatchObject({ end: last, pad: last, begin: last })
  const tokenizer = loadTokenizer(readTokenizerJson(file), vocabulary)
  expect(tokenizer.decode([...tokenizer.encode('A whale.'), vocabulary.end])).toBe('A whale.<|endoftext|>')
  const rows = planOf('gpt2').batches.tokens
  const plan = { ...rows, file, tokenizer: { block: 'pretrained-tokenizer', params: {} }, vocabulary }
  const { tokenizer: used } = await prepareTokens(plan, { home: newFolder(), blocks, report: () => undefined })
  expect(used.json).toBe(tokenizer.json)
})

describe('others are refused', () => {
  type Change = Parameters<typeof folder>[0]
  const kinds: readonly (readonly [string, Change])[] = [
    ['of a kind nobody knows', file => Object.assign(file.model, { type: 'Telepathy' })],
    ['with a normaliser nobody knows', file => Object.assign(file, { normalizer: { type: 'Homeopathy' } })],
    ['with a cut nobody knows', file => Object.assign(file, { pre_tokenizer: { type: 'Cleaver' } })],
    ['without words', file => delete file.model.vocab],
    ['with a merge of nothing', file => file.model.merges.push('never there')],
  ]
  test.each(kinds)('%s', (_, change) => {
    expect(problem(folder(change))).toMatchObject({ code: 'unknown-tokenizer' })
  })

  test('no file, no JSON', () => {
    expect(problem('/nowhere')).toMatchObject({ code: 'no-tokenizer' })
    const path = folder()
    writeFileSync(join(path, 'tokenizer.json'), '{')
    expect(problem(path)).toMatchObject({ code: 'unknown-tokenizer' })
  })
})
