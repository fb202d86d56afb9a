import { expect, test } from 'vitest'
import type { Plan } from '../../../core/plan/plan.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { rowCount } from '../../../main/data/tokens/row-selection.ts'
import join, { joinRows } from '../../../nodes/data/join-rows.ts'
import { batches, blocks, newFolder, planOf } from '../../main/data/pipeline.ts'
import { flow, numbered, textsOf } from './flow.ts'

const even = { a: 1, b: 1, c: 1, d: 1 }
const named = (name: string, count: number) => numbered(count).map(text => `${name} ${text}`)

test('joined rows are all there, each stream in its order, mixed evenly', async () => {
  const [a, b, c] = [named('a', 300), named('b', 100), named('c', 1)]
  const found = await textsOf(joinRows({ a: flow(a), b: flow(b), d: flow(c) }, even))
  for (const texts of [a, b, c]) expect(found.filter(text => texts.includes(text))).toEqual(texts)
  expect(found).toHaveLength(401)
  for (let i = 0; i < 400; i += 40) {
    const some = found.slice(i, i + 40).filter(text => text.startsWith('b')).length
    expect(Math.abs(some - 10)).toBeLessThanOrEqual(1)
  }
})

test('a weight takes rows twice, or a part of them', async () => {
  const [a, b] = [named('a', 50), named('b', 50)]
  const found = await textsOf(joinRows({ a: flow(a), b: flow(b) }, { ...even, a: 2, b: 0.5 }))
  for (const text of a) expect(found.filter(other => other === text)).toHaveLength(2)
  expect(new Set(found.filter(text => text.startsWith('b'))).size).toBe(25)
  expect(found).toHaveLength(125)
})

test('parts of what comes in twice are not the same parts', async () => {
  const halves = joinRows({ a: flow(numbered(100)), b: flow(numbered(100)) }, { ...even, a: 0.5, b: 0.5 })
  expect(new Set(await textsOf(halves)).size).toBeGreaterThan(60)
})

const rowsOfBlock = (id: string, params = {}) => {
  const block = blocks.get(id)
  return block?.compile({} as never, block.params.parse(params) as never).rows
}
const joined = (inputs: Record<string, unknown>) => join.compile(inputs as never, even as never)

test('a joined source is read, each part after its own blocks, and tokenised once', async () => {
  const b = batches(
    ['sample-pairs', { pairs: 'translate-fr' }],
    ['bpe-tokenizer', { size: 400, sentinels: 0 }],
    ['pair-tokens'],
  )
  const part = (pairs: string, number: number) => {
    const rows = rowsOfBlock('sample-pairs', { pairs })
    const sampled = blocks.get('sample-rows')
    return sampled?.compile({ rows } as never, sampled.params.parse({ by: 'number', number }) as never).rows
  }
  const planWith = (number: number): Plan => {
    const { rows } = joined({ a: part('translate-fr', 30), b: part('translate-de', number) })
    return planOf({ ...b, tokens: { ...b.tokens, rows } } as typeof b)
  }
  const given = { home: newFolder(), blocks, report: () => {} }
  const first = await prepareData(planWith(20), given)
  expect(rowCount(first.train)).toBe(50)
  expect((await prepareData(planWith(20), given)).folder).toBe(first.folder)
  const other = await prepareData(planWith(10), given)
  expect([rowCount(other.train), other.digest === first.digest]).toEqual([40, false])
})

test('sources without a column in common, or none, are refused; labels are those of all', () => {
  expect(() => joined({})).toThrow('No data is connected yet')
  expect(() => joined({ a: rowsOfBlock('sample-text'), b: rowsOfBlock('sample-pairs') })).toThrow('no column in common')
  const reviews = rowsOfBlock('sample-reviews') as object
  expect(joined({ a: reviews, c: { ...reviews, labels: ['mixed'] } }).rows).toMatchObject({
    labels: ['negative', 'positive', 'mixed'],
  })
})

test('texts with labels join plain texts, without their labels', () => {
  const { rows } = joined({ a: rowsOfBlock('sample-reviews'), b: rowsOfBlock('sample-text') })
  expect(rows).toMatchObject({ columns: ['text'] })
  expect(rows).not.toHaveProperty('labels')
})
