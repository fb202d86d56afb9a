import { describe, expect, test } from 'vitest'
import type { Block } from '../../../core/block/block.ts'
import type { Rows } from '../../../core/plan/plan.ts'
import { Refusal } from '../../../core/problem.ts'
import block, { chooseColumns } from '../../../nodes/data/choose-columns.ts'
import { blocks } from '../../../nodes/index.ts'
import { flow, read, row } from './flow.ts'

type Names = Readonly<Record<string, string | null>>

const pairs: Rows = { source: { kind: 'sample', name: 'eng-fra' }, columns: ['source', 'target'], steps: [] }
const labelled: Rows = {
  source: { kind: 'sample', name: 'reviews' },
  columns: ['text', 'label'],
  others: ['stars', 'shop'],
  labels: ['bad', 'good'],
  steps: [],
}
const asked: Rows = { ...pairs, columns: ['context', 'question', 'answer'] }

const chosen = (rows: Rows, names: Names) =>
  (block.compile({ rows } as never, block.params.parse({ names }) as never) as { readonly rows: Rows }).rows

function problem(rows: Rows, names: Names) {
  try {
    return chosen(rows, names)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.problem
  }
}

const made = async (texts: Readonly<Record<string, string>>, names: Names) =>
  (await read(chooseColumns(flow([row(texts)]), { names }))).map(({ texts }) => texts)

describe('columns that are left out or named anew', () => {
  test('say what rows are from here on', () => {
    expect(chosen(pairs, {})).toMatchObject({ columns: ['source', 'target'] })
    expect(chosen(pairs, { source: null, target: 'text' })).toMatchObject({ columns: ['text'], from: pairs.columns })
    expect(chosen(pairs, { source: 'target', target: 'source' })).toMatchObject({ columns: ['source', 'target'] })
    expect(chosen(asked, { context: null, question: 'source', answer: 'target' })).toMatchObject({
      columns: ['source', 'target'],
    })
  })

  test('take labels along only while the label stays', () => {
    expect(chosen(labelled, {}).labels).toEqual(['bad', 'good'])
    const texts = chosen(labelled, { label: null, stars: 'rating' })
    expect(texts).toMatchObject({ columns: ['text'], others: ['rating', 'shop'] })
    expect(texts).not.toHaveProperty('labels')
    expect(chosen(labelled, { label: 'kind', stars: null, shop: null }).others).toEqual(['kind'])
  })

  test('can be chosen twice in a row, by the names of the first', () => {
    const once = chosen(labelled, { label: null, shop: 'where' })
    expect(chosen(once, { where: null, stars: null })).toMatchObject({ columns: ['text'], from: ['text', 'label'] })
    expect(problem(once, { shop: null })).toMatchObject({ code: 'no-such-column' })
  })

  test('change the rows', async () => {
    expect(await made({ source: 'sea', target: 'mer' }, { source: 'target', target: 'source' })).toEqual([
      { target: 'sea', source: 'mer' },
    ])
    expect(await made({ source: 'sea', target: 'mer' }, { source: null, target: ' text ' })).toEqual([{ text: 'mer' }])
    expect(await made({ text: 'a', __proto__x: 'b' }, { __proto__x: 'toString' })).toEqual([
      { text: 'a', toString: 'b' },
    ])
  })

  test('leave out rows with nothing in a column that becomes a text', async () => {
    expect(await made({ text: 'a', title: ' ' }, { text: null, title: 'text' })).toEqual([])
    expect(await made({ text: 'a', title: ' ' }, { title: 'name' })).toEqual([{ text: 'a', name: ' ' }])
  })

  test('keep where an answer stands as long as the answer and its context stay', async () => {
    const texts = { context: 'The sea', question: 'What?', answer: 'sea', start: '4' }
    expect(await made(texts, { question: 'query' })).toEqual([
      { context: 'The sea', query: 'What?', answer: 'sea', start: '4' },
    ])
    expect(await made(texts, { context: 'text', question: null })).toEqual([{ text: 'The sea', answer: 'sea' }])
  })
})

describe('what cannot be is refused with a fix', () => {
  test.each([
    ['a column that is not there', pairs, { title: 'text' }, 'no-such-column', 'source, target'],
    ['an empty name', pairs, { source: '  ' }, 'no-name', 'do not keep the column'],
    ['the same name twice', pairs, { source: 'target' }, 'same-name', 'Rename one of them'],
    ['nothing to learn from', pairs, { source: null }, 'nothing-to-learn', 'Name one column “text”'],
    ['no column at all', pairs, { source: null, target: null }, 'nothing-to-learn', 'Name one column “text”'],
    ['a label that nobody checked', labelled, { label: null, stars: 'label' }, 'special-name', 'the table’s block'],
    ['tags without words', { ...pairs, columns: ['tokens', 'tags'] }, { tokens: null }, 'nothing-to-learn', 'text'],
  ] as const)('%s', (_, rows, names, code, fix) => {
    expect(problem(rows as Rows, names)).toMatchObject({
      code,
      param: 'names',
      fix: { en: expect.stringContaining(fix) },
    })
  })

  test('another column called as a label is not one', () => {
    const rows: Rows = { ...labelled, columns: ['text'], others: ['label'] }
    expect(chosen(rows, {})).toMatchObject({ columns: ['text'], others: ['label'] })
  })
})

test('a table’s other columns come in when its block keeps them', () => {
  const table = blocks.get('csv-file') as Block
  const facts = (name: string) => ({ name, filled: 1, letters: 9, numeric: false })
  const found = { columns: ['text', 'title'].map(facts), first: [], rows: 9, complete: true, remarks: [] }
  const params = { path: '/shop.csv', keep: 'title', shape: 'text' }
  const { rows } = table.compile({} as never, { ...table.params.parse(params), found } as never) as { rows: Rows }
  expect(chosen(rows, { text: null, title: 'text' }).columns).toEqual(['text'])
})
