import { createHash } from 'node:crypto'
import type { Row, RowStream } from '../../core/block.ts'
import type { Source } from '../../core/plan/plan.ts'
import { lettersIn, readRows, rowsOf, type SourceRows } from '../data/read-rows.ts'
import type { Reading } from '../data/reading.ts'
import { listFiles } from '../data/sources/list-files.ts'
import { kindsOf } from '../data/sources/read-files.ts'

/** Letters of text up to which a source is read whole, so that what is shown is what training will have. */
const small = 4_000_000
/** Letters of text that stand for a larger source: enough to show, few enough to wait for. */
const beginning = 1_000_000

export interface Sample extends SourceRows {
  /** The source has no more than this. */
  readonly whole: boolean
}

/** Files of which a little each is shown. Of more, only the first are read. */
const fewFiles = 100

/**
 * A source, when it is small; otherwise its first rows, or those of each of its files, which may be named after parts of the data.
 * They have a digest of their own. Throws problems.
 */
export async function sampleOf(source: Source, reading: Reading): Promise<Sample> {
  const { groups: first, whole } = await firstOf(rowsOf(source, reading), reading)
  if (whole) return { ...(await readRows(source, reading)), whole }
  const files = source.kind === 'files' ? (await listFiles(source.path, kindsOf(source.format))).length : 1
  const little = { ...reading, perFile: beginning / files }
  const groups = files > 1 && files <= fewFiles ? await Array.fromAsync(rowsOf(source, little)) : first
  const digest = createHash('sha256').update('beginning')
  for (const group of groups) digest.update(JSON.stringify(group))
  return { rows: held(groups), digest: digest.digest('hex'), bytes: beginning, unchanged: async () => {}, whole }
}

async function firstOf(rows: RowStream, { report }: Reading) {
  const groups: (readonly Row[])[] = []
  const kept: (readonly Row[])[] = []
  let letters = 0
  for await (const group of rows) {
    if (letters >= small) return { groups: kept, whole: false }
    if (letters < beginning) kept.push(group)
    groups.push(group)
    for (const { texts } of group) letters += lettersIn(texts)
    report({ t: 'phase', phase: 'read', done: Math.min(letters, small), total: small })
  }
  return { groups, whole: true }
}

const held = (groups: readonly (readonly Row[])[]): RowStream => ({
  async *[Symbol.asyncIterator]() {
    yield* groups
  },
})
