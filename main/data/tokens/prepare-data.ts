import type { Blocks } from '../../../core/block/block.ts'
import type { TokenTable } from '../../../core/data/batch.ts'
import type { Plan, Rows, Tokens } from '../../../core/plan/plan.ts'
import type { EngineReport } from '../../../core/run/report.ts'
import { collatorOf } from '../../../core/train/collator.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { loadTokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { type OpenRows, openRows } from '../rows/open-rows.ts'
import type { SourceRows } from '../rows/read-rows.ts'
import { readRows } from '../rows/read-rows.ts'
import { warnOfNamedSplits } from '../rows/row-steps.ts'
import type { RowTextReader } from '../rows/row-texts.ts'
import { rowTextReader } from '../rows/row-texts.ts'
import { checkData } from './check-data.ts'
import { dataWarnings } from './data-warnings.ts'
import { chooseTokenFolder } from './token-folders.ts'
import { prepareTokenTables } from './tokenize-rows.ts'
import { tokenizerJsonFor } from './tokenizer-for-plan.ts'

export interface PrepareContext {
  /** Patchbay's home folder: tokens are cached in HOME/tokens. */
  readonly home: string
  readonly blocks: Blocks
  readonly signal?: AbortSignal
  readonly report: (report: EngineReport) => void
  /** Whether the collator needs to know where words and sentences start, which takes time to find. */
  readonly marks?: boolean | undefined
}

export interface PreparedData {
  readonly tokenizer: Tokenizer
  readonly train: TokenTable
  readonly validation: TokenTable
  /** Never used while training. */
  readonly test: TokenTable
  /** Digest of the source as it was read: other data has another one. */
  readonly digest: string
  /** Reads the texts of the rows that the tokens were made of. */
  readonly texts: RowTextReader
  /** The folder of tokenizer.json and the token tables. */
  readonly folder: string
}

/**
 * Prepares the data of a plan up to its batches: tokens, then the check that they suffice for a training, then warnings.
 * Tokens that are cached are not made again. Throws problems.
 */
export async function prepareData(plan: Plan, context: PrepareContext): Promise<PreparedData> {
  const collator = collatorOf(plan.batches, context.blocks)
  const prepared = await prepareTokens(plan.batches.tokens, { ...context, marks: collator.needsBoundaryMarks })
  checkData(plan, collator, prepared)
  for (const warning of dataWarnings(plan.batches, prepared.train, prepared.validation)) context.report(warning)
  return prepared
}

/**
 * Prepares the tokens of a plan: opens its rows, then trains or reads the tokenizer and tokenises the rows, unless that is cached.
 * `source` replaces the rows of the plan's source. Throws problems.
 */
export async function prepareTokens(
  tokens: Tokens,
  context: PrepareContext,
  source?: SourceRows,
): Promise<PreparedData> {
  const rows = await openPlanRows(tokens.rows, context, source)
  const { folder, marks } = chooseTokenFolder(tokens, rows.digest, context)
  const tokenizerJson = () => tokenizerJsonFor(tokens, rows, context)
  const encoding = { ...tokens, labels: tokens.rows.labels ?? [], columns: tokens.rows.columns, marks }
  const { json, tables } = await prepareTokenTables(folder, rows, encoding, tokenizerJson, context)
  const tokenizer = loadTokenizer(json, tokens.vocabulary)
  return { tokenizer, ...tables, texts: rowTextReader(rows.rows, rows), digest: rows.digest, folder }
}

/** The rows of a plan after its row blocks. Warns when rows that file names assign to other splits are trained on. */
async function openPlanRows(rows: Rows, context: PrepareContext, source?: SourceRows): Promise<OpenRows> {
  const { blocks, marks: _, ...reading } = context
  reading.report({ t: 'phase', phase: 'read' })
  const opened = openRows(source ?? (await readRows(rows.source, reading)), rows, blocks)
  return { ...opened, rows: warnOfNamedSplits(opened.rows, reading.report) }
}
