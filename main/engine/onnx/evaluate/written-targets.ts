import type { TokenColumn, TokenTable } from '../../../../core/batch.ts'
import type { WrittenText } from '../../../../core/evaluation.ts'
import { writtenMeasures } from '../../../../core/metrics/written-texts.ts'
import type { Network } from '../../../../core/nn/network.ts'
import { aroundSource, framed } from '../../../../core/plan/frame.ts'
import type { Plan } from '../../../../core/plan/plan.ts'
import { plain } from '../../../../core/predict/writing.ts'
import { rowOf } from '../../../../core/token-column.ts'
import type { Tokenizer } from '../../../data/tokenizer.ts'
import { specialIds } from '../../../data/tokenizers/added-tokens.ts'
import { generous } from '../answers/answer.ts'
import { type Manner, writeOn, writeTargets } from '../answers/write-targets.ts'
import type { Weights } from '../programs-over.ts'
import { scorer } from '../scorer.ts'

interface Asked {
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
const together = 64
/** Texts shown of all that were written. */
const shown = 10

/** What a model writes for each source, and how near it comes to the targets; undefined where the data is no pairs. */
export async function writtenTargets({ columns: { source, target } }: TokenTable, asked: Asked) {
  const { plan, network, weights, tokenizer, beams, wanted, progress } = asked
  if (!source || !target) return undefined
  const targets = await wanted()
  const scores = scorer(network, weights, plan.objective.network.maxLength ?? generous, tokenizer.vocabulary.pad)
  const length = plan.batches.targetLength ?? plan.batches.limits?.target ?? generous
  const rules = plan.batches.asking?.writing
  const asking = { ...plain, tokenizer, scorer: scores, length, beams, seed: 0, rules }
  const reads = plan.batches.task === 'causal' // the prompt is read on from, not encoded
  const sources = rows(source)
  const written: (readonly number[])[] = Array(sources.length)
  let done = 0
  for (const group of groups(sources, Math.ceil(together / beams), reads)) {
    progress(done, sources.length)
    const read = group.map(row => sources[row] as number[])
    const texts = reads
      ? await writeOn(prompts(read, plan), asking)
      : await writeTargets(asSources(read, asking), asking)
    for (const [i, row] of group.entries()) written[row] = texts[i] as number[]
    done += group.length
  }
  progress(done, sources.length)
  await scores.release()
  const special = specialIds(tokenizer.json)
  const texts = targets.map(
    (wanted, row): WrittenText => ({
      source: tokenizer.decode(sources[row] as number[]),
      wanted,
      written: tokenizer.decode((written[row] as number[]).filter(id => !special.has(id))),
    }),
  )
  const measures = writtenMeasures(
    texts.map(text => text.written),
    texts.map(text => text.wanted),
  )
  return { measures, texts: texts.slice(0, shown) }
}

const rows = (column: TokenColumn): number[][] =>
  Array.from({ length: column.rows }, (_, row) => [...rowOf(column, row)])

/**
 * Rows of like length together, at most `size` in a group, so that little is filled up. Prompts that are read on from must
 * be `equal` in length, as all texts begin at one place.
 */
function groups(sources: readonly (readonly number[])[], size: number, equal: boolean): number[][] {
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
const asSources = (sources: readonly (readonly number[])[], { tokenizer, scorer }: Manner) =>
  sources.map(source => framed(source, aroundSource(tokenizer.vocabulary), scorer.limit))

/** A source and what says that it is finished. */
const prompts = (sources: readonly (readonly number[])[], { batches }: Plan) =>
  sources.map(source => [...source, ...(batches.asking?.after ?? [])])
