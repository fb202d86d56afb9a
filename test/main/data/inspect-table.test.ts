import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../main/data/inspect/inspect-table.ts'
import { planGraphWithData } from '../../../main/graphs/plan-graph.ts'
import { withTableFacts } from '../../../main/graphs/with-table-facts.ts'
import { blocks } from '../../../nodes/index.ts'
import { graphOf } from '../../nodes/model/small-plan.ts'
import { newFolder } from './pipeline.ts'

const folder = newFolder()
const table = (content: string, name = 'reviews.csv') => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return { kind: 'files', path, format: 'csv' } as const
}

describe('a look at a table', () => {
  test('finds its columns, its first rows and what they say', async () => {
    const source = table('text,stars,note\nGood film,5,\nBad film,1,\nFine,5,\n')
    expect(await inspectTable(source)).toEqual({
      columns: [
        { name: 'text', filled: 1, letters: 7, numeric: false, words: ['Bad', 'Fine', 'Good', 'film'] },
        { name: 'stars', filled: 1, letters: 1, numeric: true, values: ['1', '5'], words: ['1', '5'] },
        { name: 'note', filled: 0, letters: 0, numeric: false },
      ],
      first: [
        { text: 'Good film', stars: '5', note: '' },
        { text: 'Bad film', stars: '1', note: '' },
        { text: 'Fine', stars: '5', note: '' },
      ],
      rows: 3,
      complete: true,
      remarks: [],
    })
  })

  test('is remembered until the file changes', async () => {
    const source = table('text\na\n', 'kept.csv')
    const before = await inspectTable(source)
    expect(await inspectTable(source)).toBe(before)
    table('text\na\nb\n', 'kept.csv')
    utimesSync(source.path, 1, 1)
    expect((await inspectTable(source)).rows).toBe(2)
  })

  test('ends after a moment with large tables', async () => {
    const line = `${'words and more words '.repeat(50)},pos\n`
    const source = table(`text,label\n${line.repeat(60_000)}`, 'large.csv')
    const started = Date.now()
    const facts = await inspectTable(source)
    expect(Date.now() - started).toBeLessThan(10_000)
    expect(facts.columns.map(({ name }) => name)).toEqual(['text', 'label'])
    expect(facts.complete ? facts.rows === 60_000 : facts.rows < 60_000).toBe(true)
  })
})

describe('a graph with a table', () => {
  const drawn = (path: string) => {
    const graph = graphOf('gpt2')
    const source = graph.blocks.find(
      block => blocks.get(block.type)?.outputs.rows && Object.keys(blocks.get(block.type)?.inputs ?? {}).length === 0,
    )
    return {
      graph: {
        ...graph,
        blocks: graph.blocks.map(b => (b === source ? { ...b, type: 'csv-file', params: { path } } : b)),
      },
      id: source?.id,
    }
  }

  test('becomes a plan that reads the guessed column', async () => {
    const { graph } = drawn(table('id,body\n1,a long enough text\n2,another\n').path)
    const planned = await planGraphWithData(graph, blocks, path => path)
    if (!planned.ok) throw new Error(planned.problems[0]?.message.en)
    expect(planned.value.batches.tokens.rows.source).toMatchObject({ named: { text: 'body' } })
  })

  test('has the problem of its file on its block, once', async () => {
    const { graph, id } = drawn(join(folder, 'nowhere.csv'))
    const planned = await planGraphWithData(graph, blocks, path => path)
    expect(planned.ok ? [] : planned.problems).toMatchObject([{ code: 'missing-file', block: id, param: 'path' }])
    expect((await withTableFacts(graph, blocks)).ok).toBe(false)
  })
})
