import { topProbabilities } from '../../../../core/predict/probabilities.ts'
import { fillInGaps, noGapError, sentinelIds, splitAtGaps } from './gaps.ts'
import type { PredictionTask } from './prediction-task.ts'
import type { Predictor } from './predictor.ts'
import { encodeWholeText } from './predictor.ts'

/** Names the hidden tokens of a text: the likeliest candidates of each gap, with their probabilities. */
export const fillMasks: Predictor = async (input, { tokenizer, scorer, candidates: wanted }) => {
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const pieces = splitAtGaps(input)
  if (pieces.length < 2 || mask === undefined) throw noGapError()
  const banned = [begin, end, pad, mask, ...sentinelIds(tokenizer.vocabulary)]
  const ids = encodeWholeText(pieces.join(tokenizer.text(mask)), tokenizer, scorer)
  const rows = ids.flatMap((id, place) => (id === mask ? [place] : []))
  const scores = await scorer.score({ ids, rows })
  const blanks = scores.map(logits =>
    topProbabilities(logits, wanted, banned).map(({ id, probability }) => ({ text: tokenizer.text(id), probability })),
  )
  const output = fillInGaps(
    pieces,
    blanks.map(candidates => candidates[0]?.text ?? ''),
  )
  return { task: 'fill', input, output, blanks }
}

export default { task: 'masked', predictor: () => fillMasks, sampleText: 'with-gaps' } satisfies PredictionTask
