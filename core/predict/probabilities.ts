const maximum = (scores: Float32Array) => scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

/** Natural logarithms of the probabilities that scores stand for. */
export function logSoftmax(scores: Float32Array): Float32Array {
  const most = maximum(scores)
  const total = scores.reduce((sum, x) => sum + Math.exp(x - most), 0)
  return scores.map(x => x - most - Math.log(total))
}

/** The probabilities that scores stand for. */
export function softmax(scores: Float32Array): Float32Array {
  const most = maximum(scores)
  const total = scores.reduce((sum, x) => sum + Math.exp(x - most), 0)
  return scores.map(x => Math.exp(x - most) / total)
}

/** The probability that a score stands for which says by itself whether something holds. */
export const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))

/** Places of the k largest numbers, largest first; equals keep their order. Places of −∞ are left out. */
export function topIndices(values: ArrayLike<number>, k: number): number[] {
  const best: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value === Number.NEGATIVE_INFINITY) continue
    if (best.length === k && value <= (values[best[k - 1] as number] as number)) continue
    let at = best.length
    while (at > 0 && value > (values[best[at - 1] as number] as number)) at--
    best.splice(at, 0, i)
    if (best.length > k) best.pop()
  }
  return best
}

export interface ScoredId {
  readonly id: number
  readonly probability: number
}

/** The k likeliest ids with their probabilities (softmax over all scores), best first; `banned` ids are left out. */
export function topProbabilities(scores: Float32Array, k: number, banned: Iterable<number> = []): ScoredId[] {
  const probabilities = softmax(scores)
  const allowed = scores.slice()
  for (const id of banned) allowed[id] = Number.NEGATIVE_INFINITY
  return topIndices(allowed, k).map(id => ({ id, probability: probabilities[id] as number }))
}
