import { z } from 'zod'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import { block, optionalPort, param, port } from '../../core/block/block.ts'
import type { Rows } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { countRows } from './rows/change-rows.ts'
import { sampleRows } from './sample-rows.ts'

const weight = (name: string) =>
  param(z.number().gt(0).max(100).default(1), {
    label: text(`Weight of ${name}`, `${name} 的权重`),
    help: text(
      'How often its rows are used: 1 means once, 2 twice, 0.5 a random half.',
      '各行的使用次数：1 为一次，2 为两次，0.5 为随机取一半。',
    ),
  })

const params = z.strictObject({ a: weight('A'), b: weight('B'), c: weight('C'), d: weight('D') })
type Params = z.infer<typeof params>

/** The rows of all streams, mixed evenly: at any point, the same share of each was read. */
export function joinRows(parts: Readonly<Record<string, RowStream>>, weights: Params): RowStream {
  const streams = Object.entries(parts).map(([name, rows], i) => weighted(rows, weights[name as keyof Params], i))
  let counts: readonly number[] | undefined
  return {
    async *[Symbol.asyncIterator]() {
      counts ??= await Promise.all(streams.map(countRows))
      yield* mixed(streams, counts)
    },
  }
}

/** All rows as often as the integer part of the weight says, and a sample for its fraction; a different sample for each of equal datasets. */
const weighted = (rows: RowStream, weight: number, seed: number): RowStream => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 1; i <= weight; i++) yield* rows
    const share = weight % 1
    if (share > 0) yield* sampleRows(rows, { by: 'share', share, number: 1, seed })
  },
})

const together = 512

async function* mixed(streams: readonly RowStream[], counts: readonly number[]): AsyncGenerator<readonly Row[]> {
  const sources = streams.map((stream, i) => ({ next: oneByOne(stream), taken: 0, count: counts[i] ?? 0 }))
  let out: Row[] = []
  for (let left = counts.reduce((a, b) => a + b, 0); left > 0; left--) {
    const behind = sources.reduce((a, b) => ((b.taken + 0.5) / b.count < (a.taken + 0.5) / a.count ? b : a))
    behind.taken++
    const { value } = await behind.next.next()
    if (!value) throw new Error('mixed: a stream has fewer rows than at its first reading')
    out.push(value)
    if (out.length < together && left > 1) continue
    yield out
    out = []
  }
}

async function* oneByOne(rows: RowStream): AsyncGenerator<Row, undefined> {
  for await (const some of rows) yield* some
  return undefined
}

const nothingWired = {
  severity: 'missing',
  param: 'a',
  message: text('No data is connected yet.', '还没有连接数据。'),
  fix: text('Connect two or more sources.', '请连接两个或更多来源。'),
} as const
const nothingShared = (param: string, these: readonly string[], first: readonly string[]) => ({
  param,
  message: text(
    `These rows have ${these.join(', ')}, the earlier ones ${first.join(', ')}: no column in common.`,
    `这些行含有 ${these.join('、')}，而之前的来源含有 ${first.join('、')}，没有相同的列。`,
  ),
  fix: text('Mix sources that share a column.', '请混合至少有一列相同的来源。'),
})

/** The columns that all datasets share. */
function sharedColumns(parts: readonly (readonly [string, Rows])[]): Rows['columns'] {
  return parts.reduce<Rows['columns']>((before, [name, { columns }], i) => {
    const shared = i === 0 ? columns : before.filter(column => columns.includes(column))
    return shared.length > 0 ? shared : refuse('other-columns', nothingShared(name, columns, before))
  }, [])
}

const sharedOthers = (parts: readonly (readonly [string, Rows])[]): readonly string[] =>
  (parts[0]?.[1].others ?? []).filter(name => parts.every(([, { others = [] }]) => others.includes(name)))

export default block({
  id: 'join-rows',
  category: 'data',
  title: text('Mix datasets', '混合数据集'),
  keywords: [
    'Join',
    'interleave',
    'concatenate',
    'combine datasets',
    'merge',
    'interleave_datasets',
    'data mixture',
    '合并',
    '拼接',
    '混合',
  ],
  help: text(
    'Interleaves several sources into one stream; each can have its own weight. Only columns that all sources have are kept. If a source is used more than once, split off the validation set before mixing, not after.',
    '将多个来源交错混合成一个，每个来源可设不同权重。只保留所有来源都有的列。若某来源重复使用，请在混合之前划分验证集，而不是之后。',
  ),
  inputs: { a: optionalPort('rows'), b: optionalPort('rows'), c: optionalPort('rows'), d: optionalPort('rows') },
  outputs: { rows: port('rows') },
  params,
  join: joinRows,
  compile: (inputs, params) => {
    const parts = Object.entries(inputs).flatMap(([name, rows]) => (rows ? [[name, rows] as const] : []))
    if (parts.length === 0) refuse('nothing-joined', nothingWired)
    const columns = sharedColumns(parts)
    const others = sharedOthers(parts)
    const labelled = columns.includes('label') || columns.includes('tags')
    const labels = [...new Set(parts.flatMap(([, { labels = [] }]) => (labelled ? labels : [])))]
    return {
      rows: {
        source: { kind: 'join', join: { block: 'join-rows', params }, parts: Object.fromEntries(parts) },
        columns,
        ...(others.length > 0 ? { others } : {}),
        ...(labels.length > 0 ? { labels } : {}),
        steps: [],
      },
    }
  },
})
