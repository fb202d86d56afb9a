import type { TokenTable } from '../../core/batch.ts'
import type { Column, Plan, Rows } from '../../core/plan/plan.ts'
import { readRows } from './read-rows.ts'
import type { Reading } from './reading.ts'
import { tokenize } from './tokenize.ts'
import type { Tokenizer } from './tokenizer.ts'

/** The tokenised rows of a file (or folder) of the kind that a plan learns from. Throws problems when it is not of that kind. */
export async function rowsOfFile(
  path: string,
  { batches }: Plan,
  tokenizer: Tokenizer,
  reading: Reading,
): Promise<TokenTable> {
  const { rows } = batches.tokens
  const found = await readRows({ kind: 'files', path, format: formatOf(rows) }, reading)
  return (await tokenize((await Array.fromAsync(found.rows)).flat(), rows, tokenizer, reading)).train
}

/** What a file with such a column is read as. */
const formats: Readonly<Partial<Record<Column, string>>> = {
  source: 'pairs',
  label: 'labels',
  score: 'scores',
  tags: 'tags',
  answer: 'questions',
}

/** The format of the plan's own files or, where it learned from a sample, of files with the same columns. */
function formatOf({ source, columns }: Rows): string {
  if (source.kind === 'files') return source.format
  return columns.map(column => formats[column]).find(format => format !== undefined) ?? 'paragraph'
}
