import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TokenTable } from '../../core/batch.ts'
import { type Blocks, find, type Row, type RowStream } from '../../core/block.ts'
import type { Plan, Rows, Tokens } from '../../core/plan/plan.ts'
import { Refusal, Refusals } from '../../core/problem.ts'
import type { Report } from '../../core/report.ts'
import { noValidationExample, tooFewExamples } from './data-problems.ts'
import { isText } from './encode-row.ts'
import { learnMerges } from './learn-merges.ts'
import { readRows, type SourceRows } from './read-rows.ts'
import type { Reading } from './reading.ts'
import { remarks } from './remarks.ts'
import { cacheFolder, draftFolder, loadTokens, saveTokens, type Tokenised } from './token-cache.ts'
import { tokenize } from './tokenize.ts'
import { loadTokenizer, type Tokenizer } from './tokenizer.ts'
import { tokenizerFile } from './tokenizer-file.ts'

export interface Preparing {
  readonly home: string
  readonly blocks: Blocks
  readonly signal?: AbortSignal
  readonly report: (report: Report) => void
}

export interface Prepared {
  readonly tokenizer: Tokenizer
  readonly train: TokenTable
  readonly validation: TokenTable
  /** Of the source as it was read: other data has another one. */
  readonly digest: string
  /** Where tokenizer.json and the tokens are kept. */
  readonly folder: string
}

/** Changes whenever the same data and parameters would give other tokens than before. */
const version = 2

/** Everything of a plan up to the batches: reads the data, trains the tokenizer, tokenises; or takes all that from the cache. Throws problems. */
export async function prepare(plan: Plan, preparing: Preparing): Promise<Prepared> {
  const prepared = await prepareTokens(plan.batches.tokens, preparing)
  enough(plan, preparing.blocks, prepared)
  for (const remark of remarks(plan.batches, prepared.train, prepared.validation)) preparing.report(remark)
  return prepared
}

/** The same for tokens of which nobody made batches yet, or of other rows than those of their source. */
export async function prepareTokens(
  tokens: Tokens,
  { home, blocks, ...reading }: Preparing,
  source?: SourceRows,
): Promise<Prepared> {
  reading.report({ t: 'phase', phase: 'read' })
  const { rows, digest } = source ?? (await readRows(tokens.rows.source, reading))
  const { steps, labels = [] } = tokens.rows
  const folder = cacheFolder(home, version, digest, steps, labels, tokens.tokenizer, tokens.vocabulary)
  const known = await loadTokens(folder, tokens.rows.columns)
  const { json, tables } = known ?? (await make(changed(rows, tokens.rows, blocks), tokens, folder, reading))
  return { tokenizer: loadTokenizer(json, tokens.vocabulary), ...tables, digest, folder }
}

/** Rows after the row blocks, for example the split. */
export const changed = (source: RowStream, { steps }: Rows, blocks: Blocks): RowStream =>
  steps.reduce((rows, use) => find(blocks, use).rows?.(rows, use.params as never) ?? rows, source)

/** What a block refuses while rows are read is the user's to solve. */
async function collected(stream: RowStream): Promise<Row[]> {
  try {
    return (await Array.fromAsync(stream)).flat()
  } catch (error) {
    throw error instanceof Refusal ? new Refusals([error.problem]) : error
  }
}

async function make(stream: RowStream, tokens: Tokens, folder: string, reading: Reading): Promise<Tokenised> {
  const rows = await collected(stream)
  reading.report({ t: 'phase', phase: 'tokenizer' })
  const json = tokens.file ? await readFile(tokens.file, 'utf8') : await trained(rows, tokens, folder, reading)
  reading.report({ t: 'phase', phase: 'tokens', done: 0, total: rows.length })
  const tables = await tokenize(rows, tokens.rows, loadTokenizer(json, tokens.vocabulary), reading)
  await saveTokens(folder, { json, tables })
  return { json, tables }
}

/** What a tokenizer learns from: a label is no text. */
const ofText = ({ texts }: Row, columns: readonly string[] = Object.keys(texts).filter(isText)) =>
  columns.map(column => texts[column] ?? '')

/** The tokenizer learns from the training part only. */
async function trained(
  rows: readonly Row[],
  { vocabulary, learnsFrom }: Tokens,
  folder: string,
  { signal }: Reading,
): Promise<string> {
  const learned = rows.filter(row => row.part === 'train').flatMap(row => ofText(row, learnsFrom))
  const draft = await draftFolder(folder)
  try {
    const file = join(draft, 'text')
    await writeFile(file, learned.join('\n'))
    return tokenizerFile(await learnMerges(file, signal), vocabulary)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** At least one batch to learn from; and when rows were kept back, at least one example of them. */
function enough({ batches, training }: Plan, blocks: Blocks, { train, validation }: Prepared): void {
  const collator = find(blocks, batches.collator).collator?.(batches, batches.collator.params as never)
  if (!collator) throw new Error(`prepare: '${batches.collator.block}' makes no batches`)
  const examples = collator.examples(train)
  if (examples < training.batchSize) throw tooFewExamples(examples, training.batchSize)
  const keptBack = Object.values(validation.columns).some(column => column.starts.length > 1)
  if (keptBack && collator.examples(validation) === 0) throw noValidationExample()
}
