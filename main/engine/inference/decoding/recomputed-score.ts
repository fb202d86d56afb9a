import type { NextTokenScorer } from '../../../../core/predict/decoding-options.ts'
import { beamSources } from './decoder-state.ts'

/** What is asked of a network: its input, and the places to score. */
export interface ScoreRequest {
  /** What the network reads. */
  readonly ids: readonly number[]
  /** Which of two texts each of them belongs to; all to the first when absent. */
  readonly types?: readonly number[]
  /** What the decoder has written so far, its start token included. */
  readonly target?: readonly number[]
  /** Places to score, in the input or, with a decoder, in the target; all that the output layer gives when absent. */
  readonly rows?: readonly number[]
}

/** Answers questions with one array of V scores per row; padding may follow at its end when no rows are named. */
export interface TextScorer {
  readonly score: (question: ScoreRequest) => Promise<Float32Array[]>
  /** Longest input, and longest target, that the network takes. */
  readonly maxTokens: number
}

/** Scores the next token by reading every text anew, from its end back as far as the network sees. */
export function recomputedScore(
  { score, maxTokens: limit }: TextScorer,
  sources?: readonly (readonly number[])[],
): NextTokenScorer {
  const owned = beamSources(sources?.length ?? 0)
  return async (texts, parents) => {
    const owners = owned(texts.length, parents)
    const rows: Float32Array[] = []
    for (const [i, text] of texts.entries()) {
      const seen = text.slice(-limit)
      const source = sources?.[owners[i] as number]
      const question = source ? { ids: source, target: seen } : { ids: seen }
      rows.push(...(await score({ ...question, rows: [seen.length - 1] })))
    }
    return rows
  }
}
