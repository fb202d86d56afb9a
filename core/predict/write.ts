import { hash, type Random, random } from '../random.ts'
import { beamSearch } from './beam-search.ts'
import { softmax } from './softmax.ts'
import { top } from './top.ts'
import { type Bounds, type Choosing, processed, rules, type Score, warpers } from './writing.ts'

/**
 * Writes on from a start, token by token, until an end token (which it gives too) or the wanted length:
 * the likeliest each time, drawn by chance, or found by beam search.
 */
export async function write(
  score: Score,
  start: readonly number[],
  how: Choosing & { readonly seed: number },
  bounds: Bounds,
): Promise<number[]> {
  if (how.beams > 1) {
    const [best] = await beamSearch(score, start, { ...how, lengthPenalty: 1, early: false }, bounds)
    return [...(best?.written ?? [])]
  }
  const [before, narrowing] = [rules(how, bounds, start.length), warpers(how)]
  const chance = random(hash(how.seed))
  const written: number[] = []
  while (written.length < bounds.length) {
    const text = [...start, ...written]
    const [scores] = await score([text], written.length > 0 ? [0] : [])
    if (!scores) throw new Error('write: the network gave no scores')
    const allowed = processed(scores, text, before)
    const id = how.temperature === 0 ? top(allowed, 1)[0] : draw(processed(allowed, text, narrowing), chance)
    if (id === undefined) break // every token is forbidden
    written.push(id)
    if (bounds.ends.includes(id)) break
  }
  return written
}

/** An id by chance, as likely as its score says; none when all are −∞. */
export function draw(scores: Float32Array, { next }: Random): number | undefined {
  const shares = softmax(scores)
  let left = next()
  const chosen = shares.findIndex(share => {
    left -= share
    return left < 0
  })
  return chosen >= 0 ? chosen : top(scores, 1)[0] // rounding may leave a crumb
}
