import { softmax } from './softmax.ts'
import { top } from './top.ts'

export interface Scored {
  readonly id: number
  readonly probability: number
}

/** The k likeliest ids with their probabilities (softmax over all scores), best first; `banned` ids are left out. */
export function likeliest(scores: Float32Array, k: number, banned: Iterable<number> = []): Scored[] {
  const probabilities = softmax(scores)
  const allowed = scores.slice()
  for (const id of banned) allowed[id] = Number.NEGATIVE_INFINITY
  return top(allowed, k).map(id => ({ id, probability: probabilities[id] as number }))
}
