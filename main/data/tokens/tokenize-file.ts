import { type Blocks, requireBlock } from '../../../core/block/block.ts'
import type { Column, TokenTable } from '../../../core/data/batch.ts'
import type { BlockUse, FileSource, Plan, Rows } from '../../../core/plan/plan.ts'
import { collatorOf } from '../../../core/train/collator.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import type { ReadContext } from '../readers/read-context.ts'
import { openRows } from '../rows/open-rows.ts'
import { readRows } from '../rows/read-rows.ts'
import { type RowTextReader, rowTextReader } from '../rows/row-texts.ts'
import { tokenCacheFolder } from './token-cache.ts'
import { prepareTokenTables } from './tokenize-rows.ts'

/**
 * The tokens of another file (or folder) in the format of a plan's data, after those of the plan's row blocks that treat
 * each row by itself: text that was cleaned for training is cleaned for evaluation, too. Throws problems when the file has another format.
 */
export async function tokenizeFile(
  path: string,
  { batches }: Plan,
  { json, vocabulary }: Pick<Tokenizer, 'json' | 'vocabulary'>,
  { blocks, ...reading }: ReadContext & { readonly home: string; readonly blocks: Blocks },
): Promise<{ readonly table: TokenTable; readonly texts: RowTextReader }> {
  const { columns, labels = [], ...rest } = batches.tokens.rows
  const template = sourceLikePlan({ columns, ...rest }, blocks)
  const rows = openRows(await readRows({ ...template.source, path }, reading), template, blocks)
  const { needsBoundaryMarks: marks = false } = collatorOf(batches, blocks)
  const encoding = { columns, labels, json, vocabulary, marks }
  const folder = tokenCacheFolder(reading.home, rows.digest, encoding, template.steps)
  const { tables } = await prepareTokenTables(folder, rows, encoding, async () => json, reading)
  return { table: tables.train, texts: rowTextReader(rows.rows, rows) }
}

/** The format of files with such a column. */
const formats: Readonly<Partial<Record<Column, string>>> = {
  source: 'pairs',
  label: 'labels',
  score: 'scores',
  tags: 'tags',
  answer: 'questions',
}

interface SourceTemplate {
  readonly source: Omit<FileSource, 'path'>
  readonly steps: readonly BlockUse[]
}

/** How to read files like those of the plan; for a plan with a built-in sample, files with the same columns; for mixed datasets, files like the first. */
function sourceLikePlan({ source, columns, from = columns, steps }: Rows, blocks: Blocks): SourceTemplate {
  const own = steps.filter(use => requireBlock(blocks, use).eachRow)
  const first = source.kind === 'join' ? Object.values(source.parts)[0] : undefined
  if (first) {
    const template = sourceLikePlan(first, blocks)
    return { ...template, steps: [...template.steps, ...own] }
  }
  if (source.kind === 'files') return { source, steps: own }
  const format = from.map(column => formats[column]).find(format => format !== undefined) ?? 'paragraph'
  return { source: { kind: 'files', format }, steps: own }
}
