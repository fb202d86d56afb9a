import type { Row, RowStream, Split } from '../../../core/block/abilities.ts'
import { refuse } from '../../../core/problem.ts'
import { createRandom, hashSeed } from '../../../core/random.ts'
import { hashText } from '../dedup/text-hashes.ts'
import { parseCommaList } from '../sources/comma-list.ts'
import { changeRows, countRows } from './change-rows.ts'
import { columnValue } from './row-columns.ts'
import {
  labelsTooRare,
  maxLabels,
  noSplitFiles,
  noTrainingRows,
  noValidationRows,
  onlyOneRow,
  onlyTwoRows,
  tooManyLabels,
} from './split-problems.ts'

/** The parameters of the block that splits the data. */
export interface SplitParams {
  readonly how: 'spread' | 'end' | 'alike' | 'column' | 'files'
  readonly share: number
  readonly test: number
  readonly column: string
  readonly validationValues: string
  readonly testValues: string
  readonly seed: number
}

type AssignSplit = (row: Row) => Split

/** Assigns a split to each row; no row is lost, and the order stays. Each requested split gets at least one row. */
export const splitRows = (rows: RowStream, params: SplitParams): RowStream =>
  changeRows(
    rows,
    begin => {
      const assign = begin()
      return row => [{ ...row, part: assign(row) }]
    },
    () => splitMethods[params.how](rows, params),
  )

/** Each method reads all rows once, and returns a function that starts assigning. */
const splitMethods: Readonly<
  Record<SplitParams['how'], (rows: RowStream, params: SplitParams) => Promise<() => AssignSplit>>
> = {
  spread: async (rows, params) => {
    const count = await countRows(rows)
    return () => randomAssign(count, params, params.seed)
  },
  end: async (rows, params) => {
    const count = await countRows(rows)
    return () => assignFromEnd(count, params)
  },
  alike: stratified,
  column: byColumn,
  files: byFileName,
}

interface SplitSizes {
  readonly validation: number
  readonly test: number
}

function splitSizes(count: number, { share, test }: SplitParams): SplitSizes {
  if (count < (test > 0 ? 3 : 2)) return refuse('one-row', count < 2 ? onlyOneRow : onlyTwoRows)
  const forTest = test === 0 ? 0 : Math.min(count - 2, Math.max(1, Math.round(count * test)))
  return { validation: Math.min(count - forTest - 1, Math.max(1, Math.round(count * share))), test: forTest }
}

/** Exactly these shares, each row with the same probability, in one pass (Knuth's algorithm S for two samples at once). */
function randomAssign(
  count: number,
  params: SplitParams,
  seed: number,
  wanted = splitSizes(count, params),
): AssignSplit {
  let { validation, test } = wanted
  let left = count
  const { next } = createRandom(hashSeed(seed, count))
  return () => {
    const place = next() * left--
    if (place < validation) {
      validation--
      return 'validation'
    }
    if (place >= validation + test) return 'train'
    test--
    return 'test'
  }
}

function assignFromEnd(count: number, params: SplitParams): AssignSplit {
  const { validation, test } = splitSizes(count, params)
  let left = count
  return () => {
    const after = left--
    return after <= test ? 'test' : after <= test + validation ? 'validation' : 'train'
  }
}

/** The shares of each label's rows; rows of a label with too few rows for all splits are training data. */
async function stratified(rows: RowStream, params: SplitParams): Promise<() => AssignSplit> {
  const counts = new Map<string, number>()
  for await (const some of rows)
    for (const row of some) {
      const label = columnValue(row, params.column)
      counts.set(label, (counts.get(label) ?? 0) + 1)
      if (counts.size > maxLabels) refuse('too-many-labels', tooManyLabels(params.column))
    }
  const enough = params.test > 0 ? 3 : 2
  if (![...counts.values()].some(count => count >= enough)) refuse('rare-labels', labelsTooRare)
  const dealerOf = (label: string, count: number): AssignSplit =>
    count < enough ? () => 'train' : randomAssign(count, params, hashSeed(params.seed, hashText(label)[0]))
  return () => {
    const dealers = new Map(Array.from(counts, ([label, count]) => [label, dealerOf(label, count)]))
    return row => dealers.get(columnValue(row, params.column))?.(row) ?? 'train'
  }
}

async function byColumn(
  rows: RowStream,
  { column, validationValues, testValues }: SplitParams,
): Promise<() => AssignSplit> {
  const words = (values: string) => parseCommaList(values.toLowerCase())
  const parts = new Map<string, Split>([
    ...words(validationValues).map(word => [word, 'validation'] as const),
    ...words(testValues).map(word => [word, 'test'] as const),
  ])
  const assign = (row: Row) => parts.get(columnValue(row, column).trim().toLowerCase()) ?? 'train'
  const found = new Set<Split>()
  for await (const some of rows) for (const row of some) found.add(assign(row))
  if (!found.has('train')) refuse('nothing-to-learn', noTrainingRows(column))
  if (!found.has('validation')) refuse('nothing-kept-back', noValidationRows(column))
  return () => assign
}

/** A split that no file is named after is a random share of the training rows: many datasets have no validation rows. */
async function byFileName(rows: RowStream, params: SplitParams): Promise<() => AssignSplit> {
  const counts = { train: 0, validation: 0, test: 0 }
  for await (const some of rows) for (const { named = 'train' } of some) counts[named]++
  if (counts.validation + counts.test === 0) refuse('nothing-kept-back', noSplitFiles)
  if (counts.train === 0) return () => row => row.named ?? 'train'
  const complete = counts.validation > 0 && (counts.test > 0 || params.test === 0)
  const shares = complete ? { validation: 0, test: 0 } : splitSizes(counts.train, params)
  const wanted = {
    validation: counts.validation > 0 ? 0 : shares.validation,
    test: counts.test > 0 ? 0 : shares.test,
  }
  return () => {
    const deal = randomAssign(counts.train, params, params.seed, wanted)
    return row => (row.named === undefined || row.named === 'train' ? deal(row) : row.named)
  }
}
