import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ColumnFacts } from '../../../core/data/table-facts.ts'
import type { FileSource } from '../../../core/plan/plan.ts'
import { tryParseJson } from '../../json.ts'
import { rawRows } from '../rows/read-files.ts'
import { columnStats } from './column-stats.ts'
import { fileStates } from './inspect-table.ts'
import { lruCache } from './lru-cache.ts'

const schema = z.strictObject({
  name: z.string(),
  filled: z.number(),
  letters: z.number(),
  numeric: z.boolean(),
  values: z.array(z.string()).exactOptional(),
  words: z.array(z.string()).exactOptional(),
  whole: z.literal(true),
})

const cache = lruCache<ColumnFacts>(50)

/** The values of a column in all rows of a table, which takes as long as reading it; cached (in `home`, permanently) until its files change. Throws problems. */
export async function inspectColumn(source: FileSource, column: string, home?: string): Promise<ColumnFacts> {
  const key = JSON.stringify([source, await fileStates(source), column])
  return cache(key, () => storedFacts(home, key, () => readColumn(source, column)))
}

async function readColumn(source: FileSource, column: string): Promise<ColumnFacts> {
  const stats = columnStats()
  let rows = 0
  // The names allow readers of columnar formats to skip the other columns.
  for await (const row of rawRows({ ...source, named: { label: column } }, { report: () => {} })) {
    rows++
    stats.add({ [column]: row[column] ?? '' })
  }
  const [facts] = stats.columns(rows)
  if (!facts) throw new Error(`inspectColumn: column '${column}' has no values`)
  return { ...facts, whole: true }
}

async function storedFacts(home: string | undefined, key: string, find: () => Promise<ColumnFacts>) {
  if (home === undefined) return find()
  const note = join(home, 'files', `column-${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`)
  const written = await readFile(note, 'utf8').catch(() => undefined) // not cached yet
  const parsed = written === undefined ? undefined : schema.safeParse(tryParseJson(written))
  if (parsed?.success) return parsed.data
  const facts = await find()
  await mkdir(dirname(note), { recursive: true })
  await writeFile(note, JSON.stringify(facts))
  return facts
}
