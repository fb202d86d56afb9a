import type { Part, Row, RowStream } from '../../core/block.ts'
import { refuse } from '../../core/problem.ts'
import { hash, random } from '../../core/random.ts'
import { changeRows, countRows } from './change-rows.ts'
import {
  mostLabels,
  noFileNamed,
  noneNamed,
  nothingToLearn,
  oneRow,
  tooMany,
  tooRare,
  twoRows,
} from './divide-problems.ts'
import { hashText } from './hash-text.ts'
import { listed } from './listed.ts'
import { columnValue } from './row-texts.ts'

/** The parameters of the block that keeps rows back. */
export interface Dividing {
  readonly how: 'spread' | 'end' | 'alike' | 'column' | 'files'
  readonly share: number
  readonly test: number
  readonly column: string
  readonly validationValues: string
  readonly testValues: string
  readonly seed: number
}

type Assign = (row: Row) => Part

/** Gives each row its part; no row is lost, and the order stays. At least one row stays in each part that is asked for. */
export const divideRows = (rows: RowStream, params: Dividing): RowStream =>
  changeRows(
    rows,
    begin => {
      const assign = begin()
      return row => [{ ...row, part: assign(row) }]
    },
    () => ways[params.how](rows, params),
  )

/** Each looks at all rows once, and gives what begins to divide them. */
const ways: Readonly<Record<Dividing['how'], (rows: RowStream, params: Dividing) => Promise<() => Assign>>> = {
  spread: async (rows, params) => {
    const count = await countRows(rows)
    return () => dealer(count, params, params.seed)
  },
  end: async (rows, params) => {
    const count = await countRows(rows)
    return () => fromEnd(count, params)
  },
  alike: labelByLabel,
  column: asColumnSays,
  files: asFilesAreNamed,
}

interface Wanted {
  readonly validation: number
  readonly test: number
}

function wantedOf(count: number, { share, test }: Dividing): Wanted {
  if (count < (test > 0 ? 3 : 2)) return refuse('one-row', count < 2 ? oneRow : twoRows)
  const forTest = test === 0 ? 0 : Math.min(count - 2, Math.max(1, Math.round(count * test)))
  return { validation: Math.min(count - forTest - 1, Math.max(1, Math.round(count * share))), test: forTest }
}

/** Exactly the shares, each row with the same chance, in one pass (Knuth's algorithm S for two samples at once). */
function dealer(count: number, params: Dividing, seed: number, wanted = wantedOf(count, params)): Assign {
  let { validation, test } = wanted
  let left = count
  const { next } = random(hash(seed, count))
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

function fromEnd(count: number, params: Dividing): Assign {
  const { validation, test } = wantedOf(count, params)
  let left = count
  return () => {
    const after = left--
    return after <= test ? 'test' : after <= test + validation ? 'validation' : 'train'
  }
}

/** The shares of each label's rows; a label with too few rows for all parts is only learned from. */
async function labelByLabel(rows: RowStream, params: Dividing): Promise<() => Assign> {
  const counts = new Map<string, number>()
  for await (const some of rows)
    for (const row of some) {
      const label = columnValue(row, params.column)
      counts.set(label, (counts.get(label) ?? 0) + 1)
      if (counts.size > mostLabels) refuse('too-many-labels', tooMany(params.column))
    }
  const enough = params.test > 0 ? 3 : 2
  if (![...counts.values()].some(count => count >= enough)) refuse('rare-labels', tooRare)
  const dealerOf = (label: string, count: number): Assign =>
    count < enough ? () => 'train' : dealer(count, params, hash(params.seed, hashText(label)[0]))
  return () => {
    const dealers = new Map(Array.from(counts, ([label, count]) => [label, dealerOf(label, count)]))
    return row => dealers.get(columnValue(row, params.column))?.(row) ?? 'train'
  }
}

async function asColumnSays(
  rows: RowStream,
  { column, validationValues, testValues }: Dividing,
): Promise<() => Assign> {
  const words = (values: string) => listed(values.toLowerCase())
  const parts = new Map<string, Part>([
    ...words(validationValues).map(word => [word, 'validation'] as const),
    ...words(testValues).map(word => [word, 'test'] as const),
  ])
  const assign = (row: Row) => parts.get(columnValue(row, column).trim().toLowerCase()) ?? 'train'
  const found = new Set<Part>()
  for await (const some of rows) for (const row of some) found.add(assign(row))
  if (!found.has('train')) refuse('nothing-to-learn', nothingToLearn(column))
  if (!found.has('validation')) refuse('nothing-kept-back', noneNamed(column))
  return () => assign
}

/** Parts that no file is named after are shares of the rows to learn from, by chance: many datasets have no rows to validate. */
async function asFilesAreNamed(rows: RowStream, params: Dividing): Promise<() => Assign> {
  const counts = { train: 0, validation: 0, test: 0 }
  for await (const some of rows) for (const { named = 'train' } of some) counts[named]++
  if (counts.validation + counts.test === 0) refuse('nothing-kept-back', noFileNamed)
  if (counts.train === 0) return () => row => row.named ?? 'train'
  const complete = counts.validation > 0 && (counts.test > 0 || params.test === 0)
  const shares = complete ? { validation: 0, test: 0 } : wantedOf(counts.train, params)
  const wanted = {
    validation: counts.validation > 0 ? 0 : shares.validation,
    test: counts.test > 0 ? 0 : shares.test,
  }
  return () => {
    const deal = dealer(counts.train, params, params.seed, wanted)
    return row => (row.named === undefined || row.named === 'train' ? deal(row) : row.named)
  }
}
