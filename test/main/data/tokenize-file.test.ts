import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TokenTable } from '../../../core/data/batch.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { tokenizeFile } from '../../../main/data/tokens/tokenize-file.ts'
import type { Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { batches, blocks, type Chain, contents, newFolder, planOf } from './pipeline.ts'

const folder = newFolder()
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const quiet = { home: join(folder, 'home'), blocks, report: () => {} }
const learning = Array.from({ length: 40 }, (_, i) => `The  <b>whale</b> number ${i} swims. It is white.`).join('\n')

/** What of a file a model is measured on that learned through these row blocks. */
async function measuredOn(content: string, ...steps: Chain): Promise<string[]> {
  const source = ['text-file', { path: file('learn.txt', learning), unit: 'line' }] as const
  const plan = planOf(
    batches(source, ...steps, ['split'], ['bpe-tokenizer', { size: 300 }], ['shift-tokens', { length: 8 }]),
  )
  const { tokenizer } = await prepareData(plan, quiet)
  return rowsIn((await tokenizeFile(file('other.txt', content), plan, tokenizer, quiet)).table, tokenizer)
}

function rowsIn(table: TokenTable, tokenizer: Tokenizer): string[] {
  const { ids, starts } = contents(table.columns.text)
  return starts.slice(1).map((end, row) => tokenizer.decode(ids.subarray(starts[row], end)))
}

test('rows of a file are cleaned, chunked and filtered like the training data', async () => {
  const content = 'A  <i>small</i> whale. A &amp; B.\n\nx\nOne more  line'
  expect(await measuredOn(content)).toEqual(['A  <i>small</i> whale. A &amp; B.', 'x', 'One more  line'])
  expect(await measuredOn(content, ['clean-text', { html: true }])).toEqual([
    'A small whale. A & B.',
    'x',
    'One more line',
  ])
  expect(
    await measuredOn(content, ['clean-text', { html: true }], ['split-sentences'], ['filter-rows', { least: 3 }]),
  ).toEqual(['A small whale.', 'A & B.', 'One more line'])
})

test('columns of a file are renamed like those of the training data, also when that was a built-in sample', async () => {
  const measured = async (path: string, ...before: Chain) => {
    const chain: Chain = [...before, ['split'], ['bpe-tokenizer', { size: 300 }], ['shift-tokens', { length: 8 }]]
    const plan = planOf(batches(...chain))
    const { tokenizer } = await prepareData(plan, quiet)
    return rowsIn((await tokenizeFile(path, plan, tokenizer, quiet)).table, tokenizer)
  }
  const names = { names: { source: null, target: 'text' } }
  const table = file('learn.tsv', `source\ttarget\n${learning.replaceAll('The  ', 'One\tThe  ')}`)
  const other = file('other.tsv', 'source\ttarget\nsea\tmer\nship\tbateau')
  expect(await measured(other, ['csv-file', { path: table, shape: 'pairs' }], ['choose-columns', names])).toEqual([
    'mer',
    'bateau',
  ])
  expect(
    await measured(file('lines.tsv', 'sea\tmer\nship\tbateau'), ['sample-pairs'], ['choose-columns', names]),
  ).toEqual(['mer', 'bateau'])
})

test('but not sampled, shuffled, split or deduplicated: every row of the file counts', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i % 10}`)
  const steps: Chain = [['remove-duplicates'], ['shuffle-rows'], ['sample-rows', { share: 0.5 }]]
  expect(await measuredOn(lines.join('\n'), ...steps)).toEqual(lines)
})

test('a filter that removes all of them is a problem with a fix', async () => {
  const found = await measuredOn('short\nrow', ['filter-rows', { least: 20 }]).catch(error => error)
  expect(found.problems?.[0]).toMatchObject({
    code: 'nothing-left',
    fix: { en: expect.stringContaining('Relax a condition') },
  })
})

test('after training on mixed datasets, files are read like the first of them, with its row blocks', async () => {
  const part = (path: string, ...steps: Chain) => {
    let rows: unknown
    for (const [id, params = {}] of [['text-file', { path, unit: 'line' }], ...steps] as Chain) {
      const block = blocks.get(id)
      rows = block?.compile({ rows } as never, block.params.parse(params) as never).rows
    }
    return rows
  }
  const join = blocks.get('join-rows')
  const path = file('part.txt', learning)
  const given = { a: part(path, ['clean-text', { html: true }]), b: part(path) }
  const { rows } = join?.compile(given as never, join.params.parse({}) as never) ?? {}
  const plan = planOf(
    batches(['text-file', { path }], ['bpe-tokenizer', { size: 300 }], ['shift-tokens', { length: 8 }]),
  )
  const tokens = { ...plan.batches.tokens, rows: rows as typeof plan.batches.tokens.rows }
  const joined = { ...plan, batches: { ...plan.batches, tokens } }
  const { tokenizer } = await prepareData(joined, quiet)
  const { table } = await tokenizeFile(file('third.txt', 'One <b>row</b>\nand another'), joined, tokenizer, quiet)
  expect(rowsIn(table, tokenizer)).toEqual(['One row', 'and another'])
})
