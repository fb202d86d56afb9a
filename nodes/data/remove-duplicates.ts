import { z } from 'zod'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { bandHashes, chooseBands } from './dedup/min-hash.ts'
import { hashText, recentHashes } from './dedup/text-hashes.ts'
import { changeRows } from './rows/change-rows.ts'
import { columnValue, rowTexts } from './rows/row-columns.ts'

const params = z.strictObject({
  how: param(z.enum(['exact', 'near']).default('exact'), {
    label: text('Remove', '去除'),
    help: text(
      'Exact copies only, or also near duplicates: texts that share most of their words in the same order.',
      '只去除完全相同的行，或者也去除近似重复：大部分词语及顺序都相同的文本。',
    ),
    choices: { exact: text('exact duplicates', '完全相同的'), near: text('exact and near duplicates', '相同和近似的') },
  }),
  column: param(z.string().default(''), {
    label: text('Column', '列'),
    help: text('Compare only this column. Empty compares the whole row.', '只比较这一列。留空则比较整行。'),
  }),
  threshold: param(z.number().min(0.3).max(1).default(0.8), {
    label: text('Similarity threshold', '相似度阈值'),
    help: text(
      'For near duplicates: the share of three-word groups that two texts have in common. 0.8 is 80 %. Texts close to the threshold may be kept or removed.',
      '用于近似重复：两段文本共有的三词组所占的比例。0.8 即 80%。接近阈值的文本可能被保留，也可能被去除。',
    ),
    advanced: true,
  }),
})

type Params = z.infer<typeof params>

/** Keeps the first of equal (or nearly equal) rows. Memory is bounded: in very large data, the oldest rows are forgotten. */
export const removeDuplicates = (rows: RowStream, params: Params): RowStream =>
  changeRows(rows, () => {
    const isCopy = params.how === 'exact' ? exactCopies(params) : nearCopies(params)
    return row => (isCopy(row) ? [] : [row])
  })

/** Hashes of rows that are remembered: 25 to 50 million rows, at most half a gigabyte. */
const rowsKept = 25_000_000
/** Hashes of bands that are remembered: those of about a million rows, at most a quarter of a gigabyte. */
const bandsKept = 11_000_000

function exactCopies({ column }: Params) {
  const seen = recentHashes(rowsKept)
  return (row: Row) => {
    const [high, low] = hashText(column.trim() === '' ? JSON.stringify(sorted(row)) : columnValue(row, column))
    const known = seen.has(high, low)
    if (!known) seen.add(high, low)
    return known
  }
}

/** Columns in a fixed order, because files may list them in different ones. */
const sorted = ({ texts }: Row) => Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))

function nearCopies({ column, threshold }: Params) {
  const seen = recentHashes(bandsKept)
  const hashes = bandHashes(chooseBands(threshold))
  return (row: Row) => {
    const found = hashes(rowTexts(row, column).join('\n'))
    const known = found.some(([high, low]) => seen.has(high, low))
    if (!known) for (const [high, low] of found) seen.add(high, low)
    return known
  }
}

export default block({
  id: 'remove-duplicates',
  category: 'data',
  title: text('Remove duplicates', '去除重复行'),
  keywords: ['deduplication', 'dedup', 'dedupe', 'MinHash', 'near duplicates', '去重'],
  help: text(
    'Keeps the first of identical rows. Repeated texts teach little, and a copy among the validation rows makes a model look better than it is: place this block before the train/validation split.',
    '相同的行只保留第一行。重复的文本没有多少学习价值；验证集中若混入副本，会让模型显得比实际更好：请放在“划分训练/验证集”之前。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: removeDuplicates,
  compile: ({ rows }, params) => ({
    rows: { ...rows, steps: [...rows.steps, { block: 'remove-duplicates', params }] },
  }),
})
