import type { TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { readRow } from '../../../core/data/token-column.ts'
import { computeFrom } from '../../../core/metrics/index.ts'
import type { Network } from '../../../core/nn/network.ts'
import type { Plan } from '../../../core/plan/plan.ts'
import { addSpecialTokens, sourceSpecialTokens } from '../../../core/plan/special-tokens.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import type { GeneratedText } from '../../../core/run/evaluation.ts'
import type { Tokenizer } from '../../tokenizer/encode/load-tokenizer.ts'
import { specialTokenIds } from '../../tokenizer/pre-tokenize/added-tokens.ts'
import type { Weights } from '../../weights/fit-weights.ts'
import { createScorer } from '../inference/decoding/scorer.ts'
import { type GenerationOptions, generateContinuations, generateTargets } from '../inference/tasks/generate.ts'
import { defaultMaxTokens } from '../inference/tasks/predictor-for.ts'

interface GenerationEvaluationOptions {
  readonly plan: Plan
  readonly network: Network
  readonly weights: Weights
  readonly tokenizer: Tokenizer
  readonly beams: number
  /** The targets as they stand in the data. */
  readonly wanted: () => Promise<readonly string[]>
  readonly progress: (done: number, total: number) => void
}

/** Texts side by side: more of them gain little and hold much memory. */
const maxParallelTexts = 64
/** Texts shown of all that were written. */
const maxShownTexts = 10

/** What a model writes for each source, and how near it comes to the targets; undefined where the data is no pairs. */
export async function evaluateGeneration(
  { columns: { source, target } }: TokenTable,
  asked: GenerationEvaluationOptions,
) {
  const { plan, network, weights, tokenizer, beams, wanted, progress } = asked
  if (!source || !target) return undefined
  const targets = await wanted()
  const scores = createScorer(
    network,
    weights,
    plan.objective.network.maxLength ?? defaultMaxTokens,
    tokenizer.vocabulary.pad,
  )
  const length = plan.batches.targetLength ?? plan.batches.limits?.target ?? defaultMaxTokens
  const rules = plan.batches.asking?.writing
  const asking = { ...greedyDecoding, tokenizer, scorer: scores, length, beams, seed: 0, rules }
  const reads = plan.objective.network.kind === 'decoder' // the prompt is read on from, not encoded
  const sources = tokenRows(source)
  const written: (readonly number[])[] = Array(sources.length)
  let done = 0
  for (const group of groupByLength(sources, Math.ceil(maxParallelTexts / beams), reads)) {
    progress(done, sources.length)
    const read = group.map(row => sources[row] as number[])
    const texts = reads
      ? await generateContinuations(decoderPrompts(read, plan), asking)
      : await generateTargets(encoderSources(read, asking), asking)
    for (const [i, row] of group.entries()) written[row] = texts[i] as number[]
    done += group.length
  }
  progress(done, sources.length)
  await scores.release()
  const special = specialTokenIds(tokenizer.json)
  const texts = targets.map(
    (wanted, row): GeneratedText => ({
      source: tokenizer.decode(sources[row] as number[]),
      wanted,
      written: tokenizer.decode((written[row] as number[]).filter(id => !special.has(id))),
    }),
  )
  const measures = computeFrom(
    'texts',
    texts.map(text => text.wanted),
    texts.map(text => text.written),
  )
  return { measures, texts: texts.slice(0, maxShownTexts) }
}

const tokenRows = (column: TokenColumn): number[][] =>
  Array.from({ length: column.rows }, (_, row) => [...readRow(column, row)])

/**
 * Rows of like length together, at most `size` in a group, so that little is filled up. Prompts that are read on from must
 * be `equal` in length, as all texts begin at one place.
 */
function groupByLength(sources: readonly (readonly number[])[], size: number, equal: boolean): number[][] {
  const lengthOf = (row: number) => (sources[row] as readonly number[]).length
  const sorted = [...sources.keys()].sort((a, b) => lengthOf(a) - lengthOf(b))
  const found: number[][] = []
  for (const row of sorted) {
    const group = found.at(-1)
    const fits = group && group.length < size && (!equal || lengthOf(group[0] as number) === lengthOf(row))
    if (fits) group.push(row)
    else found.push([row])
  }
  return found
}

/** Sources as an encoder reads them. */
const encoderSources = (sources: readonly (readonly number[])[], { tokenizer, scorer }: GenerationOptions) =>
  sources.map(source => addSpecialTokens(source, sourceSpecialTokens(tokenizer.vocabulary), scorer.maxTokens))

/** A source and what says that it is finished. */
const decoderPrompts = (sources: readonly (readonly number[])[], { batches }: Plan) =>
  sources.map(source => [...source, ...(batches.asking?.after ?? [])])
