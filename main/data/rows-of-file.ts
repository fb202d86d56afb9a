import type { TokenTable } from '../../core/batch.ts'
import type { Column, FileSource, Plan, Rows } from '../../core/plan/plan.ts'
import { countedRows } from './counted-rows.ts'
import { readRows } from './read-rows.ts'
import type { Reading } from './reading.ts'
import { cacheFolder, keptTokens } from './token-cache.ts'
import { tokenize } from './tokenize.ts'
import type { Tokenizer } from './tokenizer.ts'

/** The tokenised rows of a file (or folder) of the kind that a plan learns from. Throws problems when it is not of that kind. */
export async function rowsOfFile(
  path: string,
  { batches }: Plan,
  { json, vocabulary }: Tokenizer,
  reading: Reading & { readonly home: string },
): Promise<TokenTable> {
  const { columns, labels = [], ...rest } = batches.tokens.rows
  const source = await readRows(sourceLike({ columns, ...rest }, path), reading)
  const recipe = { columns, labels, json, vocabulary }
  const folder = cacheFolder(reading.home, source.digest, recipe)
  const { tables } = await keptTokens(folder, columns, async draft => {
    const shapes = await tokenize(countedRows(source.rows, source.bytes), draft, recipe, reading)
    await source.unchanged()
    return { json, shapes }
  })
  return tables.train
}

/** What a file with such a column is read as. */
const formats: Readonly<Partial<Record<Column, string>>> = {
  source: 'pairs',
  label: 'labels',
  score: 'scores',
  tags: 'tags',
  answer: 'questions',
}

/** Files like the plan's own or, where it learned from a sample, files with the same columns. */
function sourceLike({ source, columns }: Rows, path: string): FileSource {
  if (source.kind === 'files') return { ...source, path }
  const format = columns.map(column => formats[column]).find(format => format !== undefined) ?? 'paragraph'
  return { kind: 'files', path, format }
}
