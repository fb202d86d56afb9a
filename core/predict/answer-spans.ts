import { softmax, topIndices } from './probabilities.ts'

/** Scores of one piece of a text: how well an answer starts, and ends, at each of its tokens. */
export interface SpanLogits {
  readonly starts: Float32Array
  readonly ends: Float32Array
  /** Where the piece begins in the text. */
  readonly from: number
}

/** The tokens `first` to `last`, both included, of a text. */
export interface AnswerSpan {
  readonly first: number
  readonly last: number
  /** Score of its start plus score of its end. */
  readonly score: number
  /** Share among the spans it was compared with. */
  readonly probability: number
}

/**
 * The best answers over all pieces of a text, best first, decoded as for SQuAD: the `best` likeliest starts and ends of each
 * piece are paired where the end is not before the start and the answer has at most `longest` tokens; equal answers of
 * overlapping pieces count once. Probabilities are a softmax over those that are left.
 */
export function bestAnswerSpans(pieces: readonly SpanLogits[], { best = 20, longest = 30 } = {}): AnswerSpan[] {
  const scores = new Map<string, { first: number; last: number; score: number }>()
  for (const { starts, ends, from } of pieces)
    for (const first of topIndices(starts, best))
      for (const last of topIndices(ends, best)) {
        if (last < first || last - first >= longest) continue
        const score = (starts[first] as number) + (ends[last] as number)
        const span = { first: from + first, last: from + last, score }
        const name = `${span.first} ${span.last}`
        if (score > (scores.get(name)?.score ?? Number.NEGATIVE_INFINITY)) scores.set(name, span)
      }
  const kept = [...scores.values()].sort((a, b) => b.score - a.score).slice(0, best)
  const shares = softmax(Float32Array.from(kept, ({ score }) => score))
  return kept.map((span, i) => ({ ...span, probability: shares[i] as number }))
}
