import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../../core/block/block.ts'
import type { Batches } from '../../../core/plan/plan.ts'
import type { Refusals } from '../../../core/problem.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { type PreparedData, prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { rowCount } from '../../../main/data/tokens/row-selection.ts'
import { shiftTokens } from '../../../nodes/collate/shift-tokens.ts'
import { batches, blocks, type Chain, contents, everything, newFolder, planOf } from './pipeline.ts'

const sample = (size = 2000) =>
  batches(['sample-text'], ['split', { share: 0.1 }], ['bpe-tokenizer', { size }], ['shift-tokens', { length: 64 }])

const collatorOf = (b: Batches) => (blocks.get(b.collator.block) as Block).collator?.(b, b.collator.params as never)

const problemOf = async (made: Promise<PreparedData>) => {
  const refusals = await made.then(
    () => expect.unreachable('the data was accepted'),
    (error: Refusals) => error,
  )
  return refusals.problems[0]
}

describe('Moby-Dick', () => {
  const home = newFolder()
  const reports: EngineReport[] = []
  let made: PreparedData
  beforeAll(async () => {
    made = await prepareData(planOf(sample()), { home, blocks, report: r => reports.push(r) })
  })

  test('becomes tokens of train and validation that spell the whole book', () => {
    const { train, validation, tokenizer } = made
    const chapters = [train, validation].map(t => t.columns.text?.rows)
    expect(chapters).toEqual([122, 14])
    const { ids, starts } = contents(train.columns.text)
    expect(tokenizer.decode(ids.slice(0, starts[1]))).toMatch(/^Loomings\.\n\nCall me Ishmael\./)
    expect(ids.length).toBeLessThan(400_000)
  })

  test('tells which phase it is in and how far it came', () => {
    expect(new Set(reports.map(r => r.t === 'phase' && r.phase))).toEqual(new Set(['read', 'tokenizer', 'tokens']))
    const tokens = reports.filter(r => r.t === 'phase' && r.phase === 'tokens')
    expect(tokens.length).toBeGreaterThan(5)
    expect(tokens.every(r => r.t === 'phase' && (r.done ?? 0) <= (r.total ?? 0))).toBe(true)
  })

  test('is not tokenised again the second time', async () => {
    const phases: EngineReport[] = []
    const again = await prepareData(planOf(sample()), { home, blocks, report: r => phases.push(r) })
    expect(phases.every(r => r.t === 'phase' && r.phase === 'read')).toBe(true)
    expect(again.folder).toBe(made.folder)
    expect(everything(again.train)).toEqual(everything(made.train))
    expect(again.tokenizer.json).toBe(made.tokenizer.json)
  })

  test('is tokenised again when the cache is damaged or deleted', async () => {
    const text = everything(made.train)
    truncateSync(join(made.folder, 'train-text.ids'), 100)
    expect(everything((await prepareData(planOf(sample()), { home, blocks, report: () => {} })).train)).toEqual(text)
    rmSync(join(home, 'tokens'), { recursive: true })
    expect(everything((await prepareData(planOf(sample()), { home, blocks, report: () => {} })).train)).toEqual(text)
  })

  test('leaves nothing half-written behind', () => {
    expect(readdirSync(join(home, 'tokens')).filter(name => name.endsWith('.part'))).toEqual([])
    expect(existsSync(join(made.folder, 'tokenizer.json'))).toBe(true)
  })

  test('another vocabulary, split or text has tokens of its own', async () => {
    const other = await prepareData(planOf(sample(1000)), { home, blocks, report: () => {} })
    expect(other.folder).not.toBe(made.folder)
    expect(Object.keys(JSON.parse(other.tokenizer.json).model.vocab)).toHaveLength(1000)
  })
})

test('two runs that prepare the same data at once both get it', async () => {
  const home = newFolder()
  const plan = planOf(sample(600))
  const [a, b] = await Promise.all([1, 2].map(() => prepareData(plan, { home, blocks, report: () => {} })))
  expect(a).toBeDefined()
  expect(everything((a as PreparedData).train)).toEqual(everything((b as PreparedData).train))
  expect(readdirSync(join(home, 'tokens'))).toHaveLength(1)
})

test('a stopped run stops preparing and leaves nothing behind', async () => {
  const home = newFolder()
  const stop = new AbortController()
  const report = (r: EngineReport) => r.t === 'phase' && r.phase === 'tokenizer' && setTimeout(() => stop.abort(), 50)
  await expect(prepareData(planOf(sample()), { home, blocks, signal: stop.signal, report })).rejects.toThrow(/abort/i)
  expect(readdirSync(join(home, 'tokens'))).toEqual([])
})

test('other work goes on while the data is prepared', async () => {
  let longest = 0
  let last = process.threadCpuUsage()
  // in time of this thread's own, so that other programs of the machine do not count
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
  }, 5)
  await prepareData(planOf(sample(3000)), { home: newFolder(), blocks, report: () => {} })
  clearInterval(timer)
  expect(longest).toBeGreaterThan(0)
  expect(longest).toBeLessThan(400)
})

describe('too little data', () => {
  const folder = newFolder()
  const of = (text: string, size: number, ...more: Chain) => {
    const path = join(folder, `${size}-${text.length}.txt`)
    writeFileSync(path, text)
    const b = batches(['text-file', { path }], ...more, ['bpe-tokenizer', { size }], ['shift-tokens', { length: 8 }])
    return prepareData(planOf(b), { home: folder, blocks, report: () => {} })
  }

  test('for the vocabulary: the problem names the largest possible size, and that size works', async () => {
    const text = 'the cat sat on the mat\n\n'.repeat(20)
    const problem = await problemOf(of(text, 5000))
    expect(problem).toMatchObject({ code: 'too-little-text', param: 'size' })
    const largest = Number(/(\d+) or less/.exec(problem?.fix.en ?? '')?.[1])
    expect(largest).toBeGreaterThan(292)
    expect((await of(text, largest)).tokenizer.byteLength).toHaveLength(largest)
    expect(await problemOf(of(text, largest + 1))).toMatchObject({ param: 'size' })
  })

  test('for one batch: the problem says how many examples there are', async () => {
    const problem = await problemOf(of('A few words, no more.', 292))
    expect(problem).toMatchObject({ code: 'too-few-examples', param: 'batchSize' })
    expect(problem?.message.en).toBe('The data yields 2 examples; one batch needs 4.')
  })

  test('for a split: one row cannot be divided', async () => {
    expect(await problemOf(of('only one row', 292, ['split']))).toMatchObject({ code: 'one-row', param: 'share' })
  })

  test('for validation: the rows kept back must hold an example', async () => {
    const text = `${'many words in a long paragraph '.repeat(20)}\n\nEnd.`
    expect(await problemOf(of(text, 292, ['split', { how: 'end' }]))).toMatchObject({ code: 'no-validation-example' })
  })
})

test('rows for the final test are kept beside the others, and an older plan without them still works', async () => {
  const b = batches(
    ['sample-pairs', { pairs: 'translate-fr' }],
    ['remove-duplicates'],
    ['sample-rows', { by: 'number', number: 100 }],
    ['split', { share: 0.2, test: 0.1 }],
    ['bpe-tokenizer', { size: 400, sentinels: 0 }],
    ['pair-tokens', {}],
  )
  const given = { home: newFolder(), blocks, report: () => {} }
  const parts = await prepareData(planOf(b), given)
  expect([parts.train, parts.validation, parts.test].map(rowCount)).toEqual([70, 20, 10])
  const { rows } = b.tokens
  const old = {
    ...rows,
    steps: [...rows.steps.slice(0, -1), { block: 'split', params: { share: 0.2, how: 'end', seed: 0 } }],
  }
  const before = await prepareData(planOf({ ...b, tokens: { ...b.tokens, rows: old } }), given)
  expect([before.train, before.validation, before.test].map(rowCount)).toEqual([80, 20, 0])
})

test('a tokenizer learns nothing from a column that is only there to divide the rows by', async () => {
  const home = newFolder()
  const path = join(home, 'table.csv')
  const rows = Array.from({ length: 200 }, (_, i) => `the whale ${i},${i % 2 ? 'Ω train' : 'Ж validation'}`)
  writeFileSync(path, ['text,origin', ...rows].join('\n'))
  const table = ['csv-file', { path, shape: 'text', text: 'text', keep: 'origin' }] as const
  const b = batches(table, ['split', { share: 0.1 }], ['character-tokenizer', {}], ['shift-tokens', { length: 8 }])
  const { tokenizer } = await prepareData(planOf(b), { home, blocks, report: () => {} })
  expect(tokenizer.json).toContain('w')
  expect(tokenizer.json).not.toMatch(/[ΩЖ]/)
})

describe('what a user should know', () => {
  const of = async (...more: Chain) => {
    const said: EngineReport[] = []
    const b = batches(['sample-pairs', { pairs: 'translate-fr' }], ...more)
    await prepareData(planOf(b), { home, blocks, report: r => said.push(r) })
    return said.flatMap(r => (r.t === 'warn' ? [r.message.en] : []))
  }
  const home = newFolder()
  const tokenizer = ['bpe-tokenizer', { size: 400, sentinels: 0 }] as const
  const pairs = (sourceLength: number, targetLength: number) =>
    of(['split'], tokenizer, ['pair-tokens', { sourceLength, targetLength }])

  test('how many pairs were cut, when some were', async () => {
    const cut = async (sourceLength: number) =>
      (await pairs(sourceLength, 512)).filter(words => words.includes('were truncated'))
    const said = await cut(60)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(
      /^\d+ sources \([\d.]+%\) are longer than 60 tokens and were truncated; the longest has \d+\.$/,
    )
    expect(await cut(512)).toEqual([])
  })

  test('how much is padding and which length nearly all rows would fit into, which then is the end of it', async () => {
    const said = await pairs(512, 512)
    const [source, target] = said.map(words =>
      /use ([\d.]+)% of their 512 positions.* A length of (\d+) would/.exec(words),
    )
    expect(Number(source?.[1])).toBeLessThan(25)
    const advised = await pairs(Number(source?.[2]), Number(target?.[2]))
    expect(advised).toHaveLength(2)
    for (const words of advised) expect(Number(/\(([\d.]+)%\) are longer than/.exec(words)?.[1])).toBeLessThan(5)
  })

  test('that nothing is kept back, when there is no split', async () => {
    const [first] = await of(tokenizer, ['pair-tokens', { sourceLength: 512, targetLength: 512 }])
    expect(first).toMatch(/^There is no validation split/)
  })
})

test('what killed runs left behind is taken away after a day', async () => {
  const home = newFolder()
  const [old, fresh] = ['old.part', 'fresh.part'].map(name => join(home, 'tokens', name)) as [string, string]
  for (const path of [old, fresh]) mkdirSync(path, { recursive: true })
  utimesSync(old, 0, Date.now() / 1000 - 100_000)
  await prepareData(planOf(sample(600)), { home, blocks, report: () => {} })
  expect([old, fresh].map(existsSync)).toEqual([false, true])
})

test('batches that ask for nothing are refused before a training begins', async () => {
  const b = sample(600)
  const idle = { ...blocks.get('shift-tokens'), id: 'idle' } as Block
  const asksNothing: Block = {
    ...idle,
    collator: (batches, params) => {
      const asking = shiftTokens(batches, params)
      return {
        ...asking,
        fill(...given) {
          const batch = asking.fill(...given)
          const weights = new Float32Array(batch.arrays.weights?.length ?? 0)
          return { ...batch, arrays: { ...batch.arrays, weights }, supervised: 0 }
        },
      }
    },
  }
  const plan = planOf({ ...b, collator: { ...b.collator, block: 'idle' } })
  const known = new Map([...blocks, ['idle', asksNothing]])
  const refused = prepareData(plan, { home: newFolder(), blocks: known, report: () => {} })
  await expect(refused).rejects.toThrow(/No position in the first batches counts in the loss/)
})

test('a collator reads what was prepared', async () => {
  const b = sample(1500)
  const { train, tokenizer } = await prepareData(planOf(b), { home: newFolder(), blocks, report: () => {} })
  const batch = collatorOf(b)?.fill(train, [0, 1], 0)
  expect(tokenizer.decode((batch?.arrays.ids ?? []) as Int32Array)).toMatch(/^Loomings\.\n\nCall me Ishmael/)
})

test('a folder that is made while the app runs is read', async () => {
  const path = join(newFolder(), 'texts')
  mkdirSync(join(path, 'more'), { recursive: true })
  writeFileSync(join(path, 'more', 'b.md'), 'second file\n\nwith two paragraphs')
  writeFileSync(join(path, 'a.txt'), 'first file')
  writeFileSync(join(path, 'picture.png'), Buffer.from([0, 1, 2]))
  const b = batches(['text-file', { path }], ['bpe-tokenizer', { size: 292 }], ['shift-tokens', { length: 8 }])
  const { train, tokenizer } = await prepareData(planOf(b), { home: newFolder(), blocks, report: () => {} })
  const { ids, starts } = contents(train.columns.text)
  const rows = Array.from({ length: starts.length - 1 }, (_, r) =>
    tokenizer.decode(ids.slice(starts[r], starts[r + 1])),
  )
  expect(rows).toEqual(['first file', 'second file', 'with two paragraphs'])
})
