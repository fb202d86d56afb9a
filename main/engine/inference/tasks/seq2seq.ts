import type { GenerationRules, Plan } from '../../../../core/plan/plan.ts'
import { addSpecialTokens, sourceSpecialTokens } from '../../../../core/plan/special-tokens.ts'
import { fillInGaps, noGapError, splitAtGaps } from './gaps.ts'
import { generateTargets } from './generate.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor, PredictorOptions } from './predictor.ts'

/** Reads a source and writes its target. */
export const translate =
  (rules?: GenerationRules): Predictor =>
  async (input, asking) => {
    const { tokenizer } = asking
    const source = addSpecialTokens(
      tokenizer.encode(input),
      sourceSpecialTokens(tokenizer.vocabulary),
      asking.scorer.maxTokens,
    )
    const [written = []] = await generateTargets([source], { ...asking, rules })
    return { task: 'translate', input, output: tokenizer.decode(written) }
  }

/** Reads a text with masks for its gaps and writes it whole. `before` comes first in what is read. */
export const denoise =
  (before: readonly number[]): Predictor =>
  async (input, asking) => {
    const { tokenizer } = asking
    const { mask } = tokenizer.vocabulary
    const source = tokenizer.encode(splitAtGaps(input).join(mask === undefined ? '___' : tokenizer.text(mask)))
    const written = await generateFromSource([...before, ...source], asking)
    return { task: 'translate', input, output: asking.tokenizer.decode(written) }
  }

/** Reads the beginning of a text and writes the rest. */
export const continueFromEncoder: Predictor = async (input, asking) => {
  const written = await generateFromSource([...asking.tokenizer.encode(input)], asking)
  return { task: 'continue', input, output: asking.tokenizer.decode(written) }
}

/** Restores the missing pieces of a text whose gaps became sentinels: the target is each sentinel and its piece. */
export const fillSpans =
  (before: readonly number[]): Predictor =>
  async (input, asking) => {
    const { size, sentinels } = asking.tokenizer.vocabulary
    const pieces = splitAtGaps(input)
    if (pieces.length < 2) throw noGapError()
    const source = pieces.flatMap((piece, i) => [
      ...(i > 0 ? [size - i] : []), // the first gap is sentinel 0, the highest id
      ...asking.tokenizer.encode(i > 0 ? piece : piece.trimEnd()),
    ])
    const written = await generateFromSource([...before, ...source], asking)
    const fillings = pieces.slice(1).map((_, gap) => {
      const from = written.indexOf(size - 1 - gap) + 1
      if (from === 0) return []
      const to = written.findIndex((id, i) => i >= from && id >= size - sentinels)
      return written.slice(from, to < 0 ? undefined : to)
    })
    const texts = fillings.map(ids => asking.tokenizer.decode(ids))
    return { task: 'restore', input, output: fillInGaps(pieces, texts) }
  }

async function generateFromSource(source: readonly number[], asking: PredictorOptions): Promise<number[]> {
  const { vocabulary } = asking.tokenizer
  const read = addSpecialTokens(source, { before: [], after: [vocabulary.end] }, asking.scorer.maxTokens)
  return (await generateTargets([read], asking))[0] as number[]
}

const pairsOf = ({ batches }: Plan) => batches.tokens.rows.columns.includes('source')
const writesOf = ({ batches }: Plan) => batches.asking?.writes

/** A model of plain text restores it or goes on with it, one of pairs translates. */
export default [
  {
    task: 'seq2seq',
    when: plan => writesOf(plan) === 'whole',
    predictor: ({ batches }) => denoise(batches.asking?.before ?? []),
    sampleText: 'with-gaps',
  },
  { task: 'seq2seq', when: plan => writesOf(plan) === 'rest', predictor: () => continueFromEncoder },
  {
    task: 'seq2seq',
    when: plan => writesOf(plan) === undefined && pairsOf(plan),
    predictor: ({ batches }) => translate(batches.asking?.writing),
  },
  {
    task: 'seq2seq',
    predictor: ({ batches }) => fillSpans(batches.asking?.before ?? []),
    sampleText: 'with-gaps',
  },
] satisfies readonly PredictionTask[]
