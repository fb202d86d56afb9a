import { likeliest } from '../../../../core/predict/likeliest.ts'
import type { Answer } from './ask.ts'
import { around, filled, noGap } from './blanks.ts'
import { sentinelsOf } from './sentinels.ts'
import { wholeText } from './whole-text.ts'

/** Names the hidden tokens of a text: the likeliest candidates of each gap, with their probabilities. */
export const fillGaps: Answer = async (input, { tokenizer, scorer, candidates: wanted }) => {
  const { begin, end, pad, mask } = tokenizer.vocabulary
  const pieces = around(input)
  if (pieces.length < 2 || mask === undefined) throw noGap()
  const banned = [begin, end, pad, mask, ...sentinelsOf(tokenizer.vocabulary)]
  const ids = wholeText(pieces.join(tokenizer.text(mask)), tokenizer, scorer)
  const rows = ids.flatMap((id, place) => (id === mask ? [place] : []))
  const scores = await scorer.score({ ids, rows })
  const blanks = scores.map(logits =>
    likeliest(logits, wanted, banned).map(({ id, probability }) => ({ text: tokenizer.text(id), probability })),
  )
  const output = filled(
    pieces,
    blanks.map(candidates => candidates[0]?.text ?? ''),
  )
  return { task: 'fill', input, output, blanks }
}
