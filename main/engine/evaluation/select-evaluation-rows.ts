import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Split } from '../../../core/block/abilities.ts'
import type { Column, TokenTable } from '../../../core/data/batch.ts'
import type { Problem } from '../../../core/problem.ts'
import { Refusals } from '../../../core/problem.ts'
import type { Evaluation } from '../../../core/run/evaluation.ts'
import { text } from '../../../core/text.ts'
import { blocks } from '../../../nodes/index.ts'
import { dataDigest } from '../../data/tokens/data-digest.ts'
import { prepareData } from '../../data/tokens/prepare-data.ts'
import { rowCount, sampleRowIndices, selectRows } from '../../data/tokens/row-selection.ts'
import { tokenizeFile } from '../../data/tokens/tokenize-file.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import type { EvaluationRequest } from './evaluation-request.ts'

interface SelectedRows {
  readonly table: TokenTable
  readonly data: Evaluation['data']
  /** What stands in a column of these rows. */
  readonly texts: (column: Column) => Promise<string[]>
  /** Rows that there are. */
  readonly of: number
}

/** The rows of a question in tokens: of a file, or of the data that the model was trained with. Throws Refusals. */
export async function selectEvaluationRows(question: EvaluationRequest, tokenizer: Tokenizer): Promise<SelectedRows> {
  const { plan, data, limit = Number.POSITIVE_INFINITY, seed } = question
  const { table, texts, part } =
    data === undefined
      ? await heldOutRows(question, tokenizer)
      : {
          ...(await tokenizeFile(data, plan, tokenizer, { home: question.home, blocks, ...noReports })),
          part: onlyPart,
        }
  const of = rowCount(table)
  const places = sampleRowIndices(of, limit, seed)
  return {
    of,
    data: data === undefined ? part : 'file',
    table: selectRows(table, places),
    texts: column => texts(part, column, places),
  }
}

/** Where the rows of a file are, of which none is kept back. */
const onlyPart: Split = 'train'

/** What the run never saw; else what it kept back; when it kept nothing back, what it learned from. */
async function heldOutRows({ folder, plan, home }: EvaluationRequest, tokenizer: Tokenizer) {
  const parts = await prepareData(plan, { home, blocks, ...noReports })
  const digest = dataDigest(parts)
  if (!sameTokens(parts.tokenizer.json, tokenizer.json) || (storedDigest(folder) ?? digest) !== digest)
    throw new Refusals([dataChanged])
  const part: Split = (['test', 'validation'] as const).find(part => rowCount(parts[part]) > 0) ?? 'train'
  return { table: parts[part], texts: parts.texts, part }
}

/** What stands around a text was written into checkpoints in other ways before, and makes no other tokens. */
const sameTokens = (a: string, b: string): boolean =>
  isDeepStrictEqual({ ...JSON.parse(a), post_processor: null }, { ...JSON.parse(b), post_processor: null })

/** Of the data that a checkpoint was trained with, as its state.json holds it; the first ones did not. */
function storedDigest(folder: string): unknown {
  const file = join(folder, 'state.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { data?: unknown }).data : undefined
}

/** What there is to remark about the data was said when the run began. */
const noReports = { report: () => undefined }

const dataChanged: Problem = {
  code: 'other-data',
  severity: 'error',
  param: 'data',
  message: text(
    'The data, or its held-out split, has changed since this model was trained.',
    '自训练该模型以来，数据（或其留出部分）已发生变化。',
  ),
  fix: text('Choose a file to evaluate it on.', '请指定一个用来评估的文件。'),
}
