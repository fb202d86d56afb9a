import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { Graph } from '../../../core/graph/graph.ts'
import { inspectColumn } from '../../../main/data/inspect/inspect-column.ts'
import { planGraphWithData } from '../../../main/graphs/plan-graph.ts'
import type { TableFactsOptions } from '../../../main/graphs/with-table-facts.ts'
import { blocks } from '../../../nodes/index.ts'
import { newFolder } from './pipeline.ts'

const folder = newFolder()
const example: Graph = JSON.parse(
  readFileSync(new URL('../../../examples/sentiment.patchbay', import.meta.url), 'utf8'),
)

function table(name: string, labels: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `text,label\n${labels.map((label, i) => `text number ${i},${label}\n`).join('')}`)
  return path
}

/** A plan after a look at no more of the table than it takes to stop. */
const planned = (path: string, looking: TableFactsOptions) => {
  const placed = example.blocks.map(b =>
    b.type === 'sample-reviews' ? { ...b, type: 'csv-file', params: { path } } : b,
  )
  return planGraphWithData({ ...example, blocks: placed }, blocks, path => path, { ...looking, timeoutMs: -1 })
}
const many = (label: string) => new Array<string>(150).fill(label)
const sorted = [...many('neg'), ...many('pos')]

describe('a large table that is sorted by label', () => {
  test('has all its labels, also those that occur late', async () => {
    const plan = await planned(table('sorted.csv', sorted), { allLabels: true })
    if (!plan.ok) throw new Error(plan.problems[0]?.message.en)
    expect(plan.value.batches.tokens.rows.labels).toEqual(['neg', 'pos'])
  })

  test('is not reported to have a single label before all of it was read', async () => {
    expect(await planned(table('half.csv', sorted), {})).toMatchObject({ ok: true })
  })

  test('is reported to have a single label when it has no other', async () => {
    const path = table('one.csv', [...many('neg'), ...many('neg')])
    expect(await planned(path, { allLabels: true })).toMatchObject({ ok: false, problems: [{ code: 'one-label' }] })
  })

  test('is read to its end only once, until it is written to', async () => {
    const home = newFolder()
    const source = { kind: 'files', path: table('again.csv', sorted), format: 'csv' } as const
    const before = await inspectColumn(source, 'label', home)
    const [note = ''] = readdirSync(join(home, 'files'))
    writeFileSync(join(home, 'files', note), JSON.stringify({ ...before, values: ['as', 'noted'] }))
    vi.resetModules() // as after a restart
    const restarted = await import('../../../main/data/inspect/inspect-column.ts')
    expect((await restarted.inspectColumn(source, 'label', home)).values).toEqual(['as', 'noted'])
    table('again.csv', [...sorted, 'new'])
    expect((await restarted.inspectColumn(source, 'label', home)).values).toEqual(['neg', 'new', 'pos'])
  })
})
