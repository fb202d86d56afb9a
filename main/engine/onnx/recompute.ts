import type { Score } from '../../../core/predict/writing.ts'
import type { Scorer } from './scorer.ts'

/** Scores the next token by reading every text anew, from its end back as far as the network sees. */
export const recomputing =
  ({ score, limit }: Pick<Scorer, 'score' | 'limit'>, source?: readonly number[]): Score =>
  async texts => {
    const rows: Float32Array[] = []
    for (const text of texts) {
      const seen = text.slice(-limit)
      const question = source ? { ids: source, target: seen } : { ids: seen }
      rows.push(...(await score({ ...question, rows: [seen.length - 1] })))
    }
    return rows
  }
