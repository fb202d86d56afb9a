import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Row, RowStream } from '../../../core/block/abilities.ts'
import type { Blocks } from '../../../core/block/block.ts'
import { requireBlock } from '../../../core/block/block.ts'
import type { Collator, Column, TokenTable } from '../../../core/data/batch.ts'
import { readRow } from '../../../core/data/token-column.ts'
import type { Plan, Tokens } from '../../../core/plan/plan.ts'
import { createRandom, hashSeed } from '../../../core/random.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { collatorOf } from '../../../core/train/collator.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { loadTokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { readTokenizerJson } from '../../tokenizer/file/read-tokenizer-json.ts'
import { trainTokenizer } from '../../tokenizer/train/train-tokenizer.ts'
import { noLoss, noValidationExample, tooFewExamples } from '../problems/data-problems.ts'
import type { ReadContext } from '../readers/read-context.ts'
import { countedRows } from '../rows/counted-rows.ts'
import type { SourceRows } from '../rows/read-rows.ts'
import { characterCount, readRows } from '../rows/read-rows.ts'
import { applyRowSteps, warnOfNamedSplits } from '../rows/row-steps.ts'
import type { RowTextReader } from '../rows/row-texts.ts'
import { rowTextReader } from '../rows/row-texts.ts'
import { dataWarnings } from './data-warnings.ts'
import { isTextColumn } from './encode-row.ts'
import { refuseSingleLabel } from './refuse-single-label.ts'
import { rowCount } from './row-selection.ts'
import { cachedTokens, tokenCacheFolder } from './token-cache.ts'
import { tokenize } from './tokenize.ts'

export interface PrepareContext {
  readonly home: string
  readonly blocks: Blocks
  readonly signal?: AbortSignal
  readonly report: (report: EngineReport) => void
  /** Somebody asks where words and sentences start. Finding that takes time. */
  readonly marks?: boolean | undefined
}

export interface PreparedData {
  readonly tokenizer: Tokenizer
  readonly train: TokenTable
  readonly validation: TokenTable
  /** No step of a training sees these. */
  readonly test: TokenTable
  /** Of the source as it was read: other data has another one. */
  readonly digest: string
  /** What the rows say that the tokens were made of. */
  readonly texts: RowTextReader
  /** Where tokenizer.json and the tokens are kept. */
  readonly folder: string
}

/** Everything of a plan up to the batches: reads the data, trains the tokenizer, tokenises; or takes all that from the cache. Throws problems. */
export async function prepareData(plan: Plan, preparing: PrepareContext): Promise<PreparedData> {
  const collator = collatorOf(plan.batches, preparing.blocks)
  const prepared = await prepareTokens(plan.batches.tokens, { ...preparing, marks: collator.needsBoundaryMarks })
  requireEnoughData(plan, collator, prepared)
  refuseSingleLabel(plan.batches, prepared.train)
  for (const remark of dataWarnings(plan.batches, prepared.train, prepared.validation)) preparing.report(remark)
  return prepared
}

/** The same for tokens of which nobody made batches yet, or of other rows than those of their source. */
export async function prepareTokens(
  tokens: Tokens,
  { blocks, marks: wanted = false, ...reading }: PrepareContext,
  given?: SourceRows,
): Promise<PreparedData> {
  const { columns, labels = [] } = tokens.rows
  const { vocabulary } = tokens
  reading.report({ t: 'phase', phase: 'read' })
  const source = given ?? (await readRows(tokens.rows.source, reading))
  const { digest } = source
  const kept = tokenFolders(reading.home, tokens, digest)
  const marks = wanted || existsSync(kept.marked)
  const folder = marks ? kept.marked : kept.unmarked
  const counted = countedRows(source.rows, source.bytes)
  const rows = warnOfNamedSplits(applyRowSteps(counted.rows, tokens.rows, blocks), reading.report)
  const { json, tables } = await cachedTokens(folder, columns, async draft => {
    const json = await tokenizerJsonFor(rows, tokens, source.bytes, { blocks, ...reading })
    const shapes = await tokenize({ ...counted, rows }, draft, { columns, labels, json, vocabulary, marks }, reading)
    await source.unchanged()
    return { json, shapes }
  })
  return { tokenizer: loadTokenizer(json, vocabulary), ...tables, texts: rowTextReader(rows, source), digest, folder }
}

/** Where the tokens of a source with this digest are kept, when they are: with what starts at each, and without. */
export function tokenFolders(home: string, { rows, tokenizer, vocabulary }: Tokens, digest: string) {
  const identity = [digest, rows.steps, rows.labels ?? [], tokenizer, vocabulary]
  return { marked: tokenCacheFolder(home, ...identity), unmarked: tokenCacheFolder(home, ...identity, 'unmarked') }
}

/** Text that a tokenizer learns from, bytes: more changes next to nothing, and learning holds it all in memory. */
const maxTrainingTextBytes = 64 * 2 ** 20

/** tokenizer.json: the one of the plan, or a new one that learns from the training part only, and from what becomes tokens of it: a label is no text, and a column to filter by is not read. */
async function tokenizerJsonFor(
  rows: RowStream,
  { file, tokenizer, vocabulary, rows: { columns }, learnsFrom = columns.filter(isTextColumn) }: Tokens,
  bytes: number,
  { blocks, report, signal }: ReadContext & Pick<PrepareContext, 'blocks'>,
): Promise<string> {
  report({ t: 'phase', phase: 'tokenizer' })
  if (file) return readTokenizerJson(file)
  const recipe = requireBlock(blocks, tokenizer).tokenizer?.(tokenizer.params as never)
  if (!recipe) throw new Error(`tokenizerOf: '${tokenizer.block}' does not say how to learn`)
  return trainTokenizer(
    sampledTexts(rows, learnsFrom, Math.min(1, maxTrainingTextBytes / bytes), signal),
    recipe,
    vocabulary,
    signal,
  )
}

/** What a tokenizer learns from: a share of the rows from everywhere. */
async function* sampledTexts(
  rows: RowStream,
  columns: readonly Column[],
  share: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { next } = createRandom(hashSeed(1))
  for await (const some of rows) {
    signal?.throwIfAborted()
    const chosen = some.filter(({ part }) => part === 'train').filter(({ texts }) => isLarge(texts) || next() < share)
    yield chosen.map(({ texts }) => wordsOf(texts, columns, isLarge(texts) ? share : 1)).join('')
  }
}

/** A row that is taken in part. */
const isLarge = (texts: Row['texts']) => characterCount(texts) > 1_000_000

const wordsOf = (texts: Row['texts'], columns: readonly Column[], share: number) =>
  columns.map(column => `${texts[column]?.slice(0, share * (texts[column]?.length ?? 0)) ?? ''}\n`).join('')

/** Batches without any loss after which no more are looked at. */
const maxBatchesChecked = 16

/** At least one batch to learn from, and something in it; and when rows were kept back, at least one example of them. */
function requireEnoughData({ training }: Plan, collator: Collator, { train, validation }: PreparedData): void {
  const examples = collator.examples(train)
  if (examples < training.batchSize) throw tooFewExamples(examples, training.batchSize)
  const keptBack = rowCount(validation) > 0
  if (keptBack && collator.examples(validation) === 0) throw noValidationExample()
  const batchesOf = batcher(collator, train, training)
  const some = Math.min(maxBatchesChecked, training.steps ?? maxBatchesChecked)
  for (let step = 0; step < some; step++) if (batchesOf(step).some(({ supervised }) => supervised > 0)) return
  throw noLoss()
}

/** Rows and tokens of a row that are looked at: enough to tell that other rows are kept back. */
const maxHashedRows = 1000

/**
 * A digest of the data and of which rows of it are kept back. Where it is another one than when a model was trained, rows
 * that are kept back now may be rows that the model learned from.
 */
export function dataDigest({ digest, validation, test }: Pick<PreparedData, 'digest' | 'validation' | 'test'>): string {
  const hash = createHash('sha256').update(digest)
  const tested = Object.entries(test.columns).filter(([, column]) => column.rows > 0)
  for (const [name, column] of [...Object.entries(validation.columns), ...tested]) {
    hash.update(`${name} ${column.rows} ${column.length}\n`)
    for (let row = 0; row < column.rows; row += Math.ceil(column.rows / maxHashedRows))
      hash.update(readRow(column, row, maxHashedRows))
  }
  return hash.digest('hex')
}
