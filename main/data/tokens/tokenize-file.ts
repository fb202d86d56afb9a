import { type Blocks, requireBlock } from '../../../core/block/block.ts'
import type { Column, TokenTable } from '../../../core/data/batch.ts'
import type { BlockUse, FileSource, Plan, Rows } from '../../../core/plan/plan.ts'
import { collatorOf } from '../../../core/train/collator.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import type { ReadContext } from '../readers/read-context.ts'
import { countedRows } from '../rows/counted-rows.ts'
import { readRows } from '../rows/read-rows.ts'
import { applyRowSteps } from '../rows/row-steps.ts'
import { type RowTextReader, rowTextReader } from '../rows/row-texts.ts'
import { cachedTokens, tokenCacheFolder } from './token-cache.ts'
import { tokenize } from './tokenize.ts'

/**
 * The tokenised rows of a file (or folder) of the kind that a plan learns from, behind those of its row blocks that look at
 * each row by itself: what was cleaned to learn from is cleaned to be measured. Throws problems when it is not of that kind.
 */
export async function tokenizeFile(
  path: string,
  { batches }: Plan,
  { json, vocabulary }: Pick<Tokenizer, 'json' | 'vocabulary'>,
  { blocks, ...reading }: ReadContext & { readonly home: string; readonly blocks: Blocks },
): Promise<{ readonly table: TokenTable; readonly texts: RowTextReader }> {
  const { columns, labels = [], ...rest } = batches.tokens.rows
  const like = sourceLikePlan({ columns, ...rest }, blocks)
  const source = await readRows({ ...like.source, path }, reading)
  const { needsBoundaryMarks: marks = false } = collatorOf(batches, blocks)
  const recipe = { columns, labels, json, vocabulary, marks }
  const folder = tokenCacheFolder(reading.home, source.digest, recipe, like.steps)
  const counted = countedRows(source.rows, source.bytes)
  const rows = applyRowSteps(counted.rows, like, blocks)
  const { tables } = await cachedTokens(folder, columns, async draft => {
    const shapes = await tokenize({ ...counted, rows }, draft, recipe, reading)
    await source.unchanged()
    return { json, shapes }
  })
  return { table: tables.train, texts: rowTextReader(rows, source) }
}

/** What a file with such a column is read as. */
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

/** How files of the plan's own kind are read or, where it learned from a sample, files with the same columns. Of joined sources the first counts. */
function sourceLikePlan({ source, columns, from = columns, steps }: Rows, blocks: Blocks): SourceTemplate {
  const own = steps.filter(use => requireBlock(blocks, use).eachRow)
  const first = source.kind === 'join' ? Object.values(source.parts)[0] : undefined
  if (first) {
    const like = sourceLikePlan(first, blocks)
    return { ...like, steps: [...like.steps, ...own] }
  }
  if (source.kind === 'files') return { source, steps: own }
  const format = from.map(column => formats[column]).find(format => format !== undefined) ?? 'paragraph'
  return { source: { kind: 'files', format }, steps: own }
}
