import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TokenTable } from '../../../core/data/batch.ts'
import type { BatchesPreview, RowsPreview, TokensPreview } from '../../../core/preview/preview.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { makePreview } from '../../../main/preview/make-preview.ts'
import { batches, blocks, newFolder, planOf } from '../data/pipeline.ts'

const batching = { batchSize: 4, accumulate: 1, seed: 1 }
const asking = { rows: 5, step: 0, batching }

function textFile(lines: readonly string[]): string {
  const path = join(newFolder(), 'text.txt')
  writeFileSync(path, lines.join('\n'))
  return path
}

const flowing = (path: string, split = {}) =>
  batches(
    ['text-file', { path, unit: 'line' }],
    ['split', { share: 0.2, ...split }],
    ['bpe-tokenizer', { size: 340 }],
    ['shift-tokens', { length: 16 }],
  )

test('rows: the first ones with their part, how many there are and how long they are', async () => {
  const path = textFile(Array.from({ length: 50 }, (_, i) => 'x'.repeat(i + 1)))
  const { rows } = flowing(path).tokens
  const found = (await makePreview({
    home: newFolder(),
    flow: { kind: 'rows', value: rows },
    ...asking,
  })) as RowsPreview
  expect(found).toMatchObject({ kind: 'rows', whole: true, columns: ['text'], counts: { train: 40, validation: 10 } })
  expect(found.rows.map(({ texts }) => texts.text?.length)).toEqual([1, 2, 3, 4, 5])
  expect(found.lengths.text).toMatchObject({ shortest: 1, median: 25, longest: 50 })
})

test('rows: the languages of the texts, where they can be told', async () => {
  const english = 'It was the best of times, it was the worst of times, and nobody knew what to do with them.'
  const path = textFile([english, '我们今天学习语言模型，明天再复习一遍。', english, '123 456'])
  const { rows } = flowing(path).tokens
  const found = (await makePreview({
    home: newFolder(),
    flow: { kind: 'rows', value: rows },
    ...asking,
  })) as RowsPreview
  expect(found.languages).toEqual([
    { label: 'en', count: 2 },
    { label: 'zh', count: 1 },
    { label: '', count: 1 },
  ])
})

test('rows: that files named test are learned from, beside others named train, is told until their names divide them', async () => {
  const folder = newFolder()
  const remarksOf = async (how: string) => {
    const { rows } = flowing(folder, { how }).tokens
    const flow = { kind: 'rows', value: rows } as const
    return ((await makePreview({ home: newFolder(), flow, ...asking })) as RowsPreview).remarks.length
  }
  writeFileSync(join(folder, 'train.txt'), 'one\ntwo\nthree\nfour')
  expect(await remarksOf('spread')).toBe(0)
  writeFileSync(join(folder, 'test.txt'), 'five\nsix\nseven')
  expect(await remarksOf('spread')).toBe(1)
  expect(await remarksOf('files')).toBe(0)
})

test('rows: of a large folder a little of each file is shown, so that parts that files are named after can be told', async () => {
  const folder = newFolder()
  for (const [name, lines] of [
    ['train', 60_000],
    ['test', 50_000],
    ['valid', 40_000],
  ] as const)
    writeFileSync(join(folder, `${name}.txt`), `a line of the ${name} file, like all the others in it\n`.repeat(lines))
  const flow = { kind: 'rows', value: flowing(folder, { how: 'files' }).tokens.rows } as const
  const { whole, counts } = (await makePreview({ home: newFolder(), flow, ...asking })) as RowsPreview
  expect(whole).toBe(false)
  for (const part of ['train', 'validation', 'test'] as const) {
    expect(counts[part]).toBeGreaterThan(5000)
    expect(counts[part]).toBeLessThan(9000)
  }
})

test('rows: what the files are written in', async () => {
  const folder = newFolder()
  const text = '今天天气很好，我们去公园散步。学习新的语言需要时间和耐心。'
  writeFileSync(join(folder, 'a.txt'), Buffer.from(`\ufeff${text}`, 'utf16le'))
  writeFileSync(join(folder, 'b.txt'), text)
  writeFileSync(join(folder, 'c.txt'), 'Plain words')
  writeFileSync(join(folder, 'd.txt'), Buffer.from('vfHM7Mzsxvi63LrDo6zO0sPHyKW5q9SwyaKyvaGj', 'base64'))
  const { rows } = flowing(folder).tokens
  const found = (await makePreview({
    home: newFolder(),
    flow: { kind: 'rows', value: rows },
    ...asking,
  })) as RowsPreview
  expect(found.encodings).toEqual([
    { label: 'UTF-8', count: 2 },
    { label: 'UTF-16LE', count: 1 },
    { label: 'GB18030', count: 1 },
  ])
})

test('batches: without a trainer, as many examples as there are; what is asked of whole texts is counted once each', async () => {
  const path = join(newFolder(), 'labels.tsv')
  const lines = Array.from({ length: 5 }, (_, i) => `${i % 2 ? 'good' : 'bad'}\tThis is text number ${i}.`)
  writeFileSync(path, lines.join('\n'))
  const source = ['labels-file', { path, labels: 'good, bad' }] as const
  const value = batches(source, ['bpe-tokenizer', { size: 270, sentinels: 0 }], ['label-texts', { length: 8 }])
  const flow = { kind: 'batches', value } as const
  const few = { ...asking, rows: 2, batching: { ...batching, batchSize: 8, atMost: true } }
  const found = (await makePreview({ home: newFolder(), flow, ...few })) as BatchesPreview
  expect(found).toMatchObject({ batchSize: 5, examples: 5, supervised: 5, places: 5 })
  expect(found.rows.map(({ answers }) => answers?.[0]?.token)).toEqual([
    expect.stringMatching(/good|bad/),
    expect.stringMatching(/good|bad/),
  ])
})

test('rows: how often each label occurs', async () => {
  const { rows } = batches(['sample-reviews'], ['split'], ['bpe-tokenizer'], ['label-texts']).tokens
  const found = (await makePreview({
    home: newFolder(),
    flow: { kind: 'rows', value: rows },
    ...asking,
  })) as RowsPreview
  expect(found.labels.map(({ label }) => label).sort()).toEqual(['negative', 'positive'])
  const counted = found.labels.reduce((sum, { count }) => sum + count, 0)
  expect(counted).toBe(Object.values(found.counts).reduce((a, b) => a + b, 0))
})

test('tokens: those that training will have, from the cache that it will find', async () => {
  const home = newFolder()
  const path = textFile(Array.from({ length: 60 }, (_, i) => `Line ${i} tells of the sea, the ship and the whale.`))
  const value = flowing(path)
  const flow = { kind: 'tokens', value: value.tokens } as const
  const found = (await makePreview({ home, flow, ...asking })) as TokensPreview
  expect(found).toMatchObject({
    whole: true,
    tokenizer: 'data',
    vocabulary: 340,
    counts: { train: 48, validation: 12 },
  })
  const { folder } = await prepareData(planOf(value), { home, blocks, report: () => undefined })
  expect(readdirSync(join(home, 'tokens')).map(name => join(home, 'tokens', name))).toEqual([folder])
  for (const { columns } of found.rows)
    for (const { text, tokens } of columns) {
      expect(tokens.map(token => token.text).join('')).toBe(text)
      expect(tokens.map(({ from, to }) => text.slice(from, to))).toEqual(tokens.map(token => token.text))
    }
})

test('a large source is shown by its beginning, which is said, until a training has been through all of it', async () => {
  const home = newFolder()
  const path = textFile(Array.from({ length: 120_000 }, (_, i) => `Line ${i} tells of the sea and of whale ${i * i}.`))
  const flow = { kind: 'tokens', value: flowing(path).tokens } as const
  const found = (await makePreview({ home, flow, ...asking })) as TokensPreview
  expect(found).toMatchObject({ whole: false, tokenizer: 'sample' })
  const rows = Object.values(found.counts).reduce((a, b) => a + b, 0)
  expect(rows).toBeGreaterThan(10_000)
  expect(rows).toBeLessThan(30_000)

  const refused = makePreview({
    home,
    flow: { kind: 'batches', value: flowing(path) },
    ...asking,
    batching: { ...batching, batchSize: 1e6 },
  })
  await expect(refused).rejects.toThrow(/Only the beginning of the data was read/)

  const plan = planOf(flowing(path))
  const { tokenizer, train } = await prepareData(plan, { home, blocks, report: () => undefined })
  const later = (await makePreview({ home, flow, ...asking })) as TokensPreview
  expect(later).toMatchObject({ whole: false, tokenizer: 'data', counts: found.counts })
  for (const { columns } of later.rows)
    for (const { text, tokens } of columns) expect(tokens.map(({ id }) => id)).toEqual([...tokenizer.encode(text)])
  const batch = { kind: 'batches', value: plan.batches } as const
  const shown = (await makePreview({ home, flow: batch, ...asking })) as BatchesPreview
  expect(shown).toMatchObject({ tokenizer: 'data', examples: Math.floor((lengthOf(train) - 1) / 16) })
}, 120_000)

/** Tokens of all rows, with an end token each. */
const lengthOf = ({ columns: { text } }: TokenTable) => (text ? text.length + text.rows : 0)
