import type { Random } from '../random.ts'

export interface Choosing {
  /** Divides the scores: below 1 bolder in the likely, above 1 more surprising. 0 takes the likeliest. */
  readonly temperature: number
  /** Only the k likeliest tokens are drawn from; 0 means all. */
  readonly topK: number
}

export interface Scored {
  readonly id: number
  readonly probability: number
}

/** The k likeliest ids with their probabilities (softmax over all scores), best first; `banned` ids are left out. */
export function likeliest(logits: Float32Array, k: number, banned: ReadonlySet<number> = new Set()): Scored[] {
  const largest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let total = 0
  for (const x of logits) total += Math.exp(x - largest)
  const ids = Array.from(logits.keys()).filter(id => !banned.has(id))
  ids.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b)
  return ids.slice(0, k).map(id => ({ id, probability: Math.exp((logits[id] as number) - largest) / total }))
}

/** Draws the next id: temperature first, then top-k, as Transformers orders them. */
export function choose(
  logits: Float32Array,
  { temperature, topK }: Choosing,
  { next }: Random,
  banned?: ReadonlySet<number>,
): number {
  if (temperature === 0) return (likeliest(logits, 1, banned)[0] as Scored).id
  const candidates = likeliest(
    logits.map(x => x / temperature),
    topK || logits.length,
    banned,
  )
  let left = next() * candidates.reduce((sum, c) => sum + c.probability, 0)
  const chosen = candidates.find(c => {
    left -= c.probability
    return left < 0
  })
  return (chosen ?? (candidates.at(-1) as Scored)).id
}
