import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { readRow, rowLength } from '../../../core/data/token-column.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { Refusals } from '../../../core/problem.ts'
import { mergeAdapters } from '../../../core/train/lora.ts'
import { buildNetwork, type Model } from '../../../core/train/model.ts'
import type { PreparedData } from '../../data/tokens/prepare-data.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import type { TrainingBackend } from '../backend.ts'
import { createScorer } from '../inference/decoding/scorer.ts'
import { defaultMaxTokens, predictionTaskFor, predictorFor } from '../inference/tasks/predictor-for.ts'
import type { TrainingJob } from './training-job.ts'

/** Tokens of text that a sample shows to the model. */
const maxSampleTokens = 24

/** Asks the current weights for a prediction, and lets go of what was compiled for it. */
export interface SampleReporter {
  report(backend: TrainingBackend, step: number): Promise<void>
  release(): Promise<void>
}

/**
 * Lets the current weights answer one held-out text, always the same, so that progress can be read and not only measured.
 * Programs are compiled for the first answer and used again for the others.
 */
export function createSampleReporter(
  { plan, blocks, report }: Pick<TrainingJob, 'plan' | 'blocks' | 'report'>,
  model: Model,
  prepared: PreparedData,
): SampleReporter {
  const { tokenizer } = prepared
  const { input, context } = sampleInput(plan, prepared)
  const network = buildNetwork(plan, blocks)
  const limit = plan.objective.network.maxLength ?? defaultMaxTokens
  const scorer = createScorer(network, new Map(), limit, tokenizer.vocabulary.pad)
  const predict = predictorFor(plan)
  const options = { ...greedyDecoding, tokenizer, scorer, length: maxSampleTokens, candidates: 5, seed: 0, context }
  return {
    async report(backend, step) {
      if (input === undefined) return
      scorer.setWeights(mergeAdapters(await backend.weights(), model.adapters ?? []))
      try {
        report({ t: 'sample', step, ...(await predict(input, options)) })
      } catch (error) {
        if (!(error instanceof Refusals)) throw error // a text that asks nothing is no reason to stop training
      }
    },
    release: scorer.release,
  }
}

interface SampleInput {
  /** Absent when there is nothing to ask. */
  readonly input?: string
  readonly context?: string
}

/** A text of the validation part (or, when nothing is held back, of the training part), with gaps where the model fills gaps. */
function sampleInput(plan: Plan, { tokenizer, train, validation }: PreparedData): SampleInput {
  const { columns } = plan.batches.tokens.rows
  const column = (['source', 'tokens', 'question'] as const).find(name => columns.includes(name)) ?? 'text'
  const part = (validation.columns[column]?.length ?? 0) > 0 ? validation : train
  const from = part.columns[column]
  if (!from || from.length === 0) return {}
  if (column !== 'text') {
    const place = averageRow(from)
    const said = ({ columns }: TokenTable, name: 'context' | typeof column) =>
      columns[name] && tokenizer.decode(readRow(columns[name], place)).trimStart()
    const context = said(part, 'context')
    return { input: said(part, column) ?? '', ...(context === undefined ? {} : { context }) }
  }
  const ids = readRow(from, longestRow(from), maxSampleTokens)
  const { sampleText } = predictionTaskFor(plan)
  if (sampleText === 'with-replaced-word') return { input: withReplacedWord(ids, tokenizer) }
  return { input: sampleText === 'with-gaps' ? withGaps(ids, tokenizer) : tokenizer.decode(ids) }
}

/** The first row that is not shorter than the average. */
function averageRow(column: TokenColumn): number {
  let r = 0
  while (r < column.rows - 1 && rowLength(column, r) * column.rows < column.length) r++
  return r
}

/** The longest of the first rows. */
function longestRow(column: TokenColumn): number {
  let best = 0
  for (let r = 0; r < Math.min(column.rows, 10_000); r++) if (rowLength(column, r) > rowLength(column, best)) best = r
  return best
}

/** Two gaps of one word each, a third and two thirds into the text. */
function withGaps(ids: Int32Array, { decode }: Tokenizer): string {
  const words = decode(ids).split(/(?<=\s)(?=\S)/)
  const gaps = [Math.floor(words.length / 3), Math.floor((2 * words.length) / 3)]
  return words.map((word, i) => (gaps.includes(i) ? word.replace(/\S+/, '___') : word)).join('')
}

/** The word a third into the text put in the place of the one two thirds into it. */
function withReplacedWord(ids: Int32Array, { decode }: Tokenizer): string {
  const words = decode(ids).split(/(?<=\s)(?=\S)/)
  const [from, to] = [Math.floor(words.length / 3), Math.floor((2 * words.length) / 3)]
  return words.map((word, i) => (i === to ? (words[from] as string) : word)).join('')
}
