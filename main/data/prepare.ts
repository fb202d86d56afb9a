import { existsSync } from 'node:fs'
import type { Collator, TokenTable } from '../../core/batch.ts'
import { type Blocks, find, type Row, type RowStream } from '../../core/block.ts'
import type { Column, Plan, Tokens } from '../../core/plan/plan.ts'
import { hash, random } from '../../core/random.ts'
import type { Report } from '../../core/report.ts'
import { batcher } from '../../core/train/batcher.ts'
import { collatorOf } from '../../core/train/collator.ts'
import { changed } from './changed-rows.ts'
import { countedRows } from './counted-rows.ts'
import { noLoss, noValidationExample, tooFewExamples } from './data-problems.ts'
import { isText } from './encode-row.ts'
import { learnTokenizer } from './learn/learn-tokenizer.ts'
import { refuseOneLabel } from './one-label.ts'
import { lettersIn, readRows, type SourceRows } from './read-rows.ts'
import type { Reading } from './reading.ts'
import { remarks } from './remarks.ts'
import { type RowTexts, rowTexts } from './row-texts.ts'
import { rowsOf } from './some-rows.ts'
import { cacheFolder, keptTokens } from './token-cache.ts'
import { tokenize } from './tokenize.ts'
import { loadTokenizer, type Tokenizer } from './tokenizer.ts'
import { tokenizerText } from './tokenizer-text.ts'
import { watchedNames } from './watched-names.ts'

export interface Preparing {
  readonly home: string
  readonly blocks: Blocks
  readonly signal?: AbortSignal
  readonly report: (report: Report) => void
  /** Somebody asks where words and sentences start. Finding that takes time. */
  readonly marks?: boolean | undefined
}

export interface Prepared {
  readonly tokenizer: Tokenizer
  readonly train: TokenTable
  readonly validation: TokenTable
  /** No step of a training sees these. */
  readonly test: TokenTable
  /** Of the source as it was read: other data has another one. */
  readonly digest: string
  /** What the rows say that the tokens were made of. */
  readonly texts: RowTexts
  /** Where tokenizer.json and the tokens are kept. */
  readonly folder: string
}

/** Everything of a plan up to the batches: reads the data, trains the tokenizer, tokenises; or takes all that from the cache. Throws problems. */
export async function prepare(plan: Plan, preparing: Preparing): Promise<Prepared> {
  const collator = collatorOf(plan.batches, preparing.blocks)
  const prepared = await prepareTokens(plan.batches.tokens, { ...preparing, marks: collator.marks })
  enough(plan, collator, prepared)
  refuseOneLabel(plan.batches, prepared.train)
  for (const remark of remarks(plan.batches, prepared.train, prepared.validation)) preparing.report(remark)
  return prepared
}

/** The same for tokens of which nobody made batches yet, or of other rows than those of their source. */
export async function prepareTokens(
  tokens: Tokens,
  { blocks, marks: wanted = false, ...reading }: Preparing,
  given?: SourceRows,
): Promise<Prepared> {
  const { columns, labels = [] } = tokens.rows
  const { vocabulary } = tokens
  reading.report({ t: 'phase', phase: 'read' })
  const source = given ?? (await readRows(tokens.rows.source, reading))
  const { digest } = source
  const kept = tokenFolders(reading.home, tokens, digest)
  const marks = wanted || existsSync(kept.marked)
  const folder = marks ? kept.marked : kept.unmarked
  const counted = countedRows(source.rows, source.bytes)
  const rows = watchedNames(changed(counted.rows, tokens.rows, blocks), reading.report)
  const { json, tables } = await keptTokens(folder, columns, async draft => {
    const json = await tokenizerOf(rows, tokens, source.bytes, { blocks, ...reading })
    const shapes = await tokenize({ ...counted, rows }, draft, { columns, labels, json, vocabulary, marks }, reading)
    await source.unchanged()
    return { json, shapes }
  })
  return { tokenizer: loadTokenizer(json, vocabulary), ...tables, texts: rowTexts(rows, source), digest, folder }
}

/** Where the tokens of a source with this digest are kept, when they are: with what starts at each, and without. */
export function tokenFolders(home: string, { rows, tokenizer, vocabulary }: Tokens, digest: string) {
  const identity = [digest, rows.steps, rows.labels ?? [], tokenizer, vocabulary]
  return { marked: cacheFolder(home, ...identity), unmarked: cacheFolder(home, ...identity, 'unmarked') }
}

/** Text that a tokenizer learns from, bytes: more changes next to nothing, and learning holds it all in memory. */
const lesson = 64 * 2 ** 20

/** tokenizer.json: the one of the plan, or a new one that learns from the training part only, and from what becomes tokens of it: a label is no text, and a column to filter by is not read. */
async function tokenizerOf(
  rows: RowStream,
  { file, tokenizer, vocabulary, rows: { columns }, learnsFrom = columns.filter(isText) }: Tokens,
  bytes: number,
  { blocks, report, signal }: Reading & Pick<Preparing, 'blocks'>,
): Promise<string> {
  report({ t: 'phase', phase: 'tokenizer' })
  if (file) return tokenizerText(file)
  const recipe = find(blocks, tokenizer).tokenizer?.(tokenizer.params as never)
  if (!recipe) throw new Error(`tokenizerOf: '${tokenizer.block}' does not say how to learn`)
  return learnTokenizer(learned(rows, learnsFrom, Math.min(1, lesson / bytes), signal), recipe, vocabulary, signal)
}

/** What a tokenizer learns from: a share of the rows from everywhere. */
async function* learned(
  rows: RowStream,
  columns: readonly Column[],
  share: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { next } = random(hash(1))
  for await (const some of rows) {
    signal?.throwIfAborted()
    const chosen = some.filter(({ part }) => part === 'train').filter(({ texts }) => isLarge(texts) || next() < share)
    yield chosen.map(({ texts }) => wordsOf(texts, columns, isLarge(texts) ? share : 1)).join('')
  }
}

/** A row that is taken in part. */
const isLarge = (texts: Row['texts']) => lettersIn(texts) > 1_000_000

const wordsOf = (texts: Row['texts'], columns: readonly Column[], share: number) =>
  columns.map(column => `${texts[column]?.slice(0, share * (texts[column]?.length ?? 0)) ?? ''}\n`).join('')

/** Batches without any loss after which no more are looked at. */
const looks = 16

/** At least one batch to learn from, and something in it; and when rows were kept back, at least one example of them. */
function enough({ training }: Plan, collator: Collator, { train, validation }: Prepared): void {
  const examples = collator.examples(train)
  if (examples < training.batchSize) throw tooFewExamples(examples, training.batchSize)
  const keptBack = rowsOf(validation) > 0
  if (keptBack && collator.examples(validation) === 0) throw noValidationExample()
  const batchesOf = batcher(collator, train, training)
  const some = Math.min(looks, training.steps ?? looks)
  for (let step = 0; step < some; step++) if (batchesOf(step).some(({ supervised }) => supervised > 0)) return
  throw noLoss()
}
