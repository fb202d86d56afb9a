import { hash, type Random, random } from '../random.ts'
import { searching } from './beam-search.ts'
import { softmax } from './softmax.ts'
import { together, type Writing } from './together.ts'
import { top } from './top.ts'
import { type Bounds, type Choosing, processed, rules, type Score, warpers } from './writing.ts'

/** How a text is written: how each token is chosen, and the seed of what is left to chance. */
export type Manner = Choosing & { readonly seed: number }

/**
 * Writes on from a start, token by token, until an end token (which it gives too) or the wanted length:
 * the likeliest each time, drawn by chance, or found by beam search.
 */
export async function write(score: Score, start: readonly number[], how: Manner, bounds: Bounds): Promise<number[]> {
  return (await writeAll(score, [start], how, bounds))[0] as number[]
}

/** The same from several starts of one length, side by side: what is written is what each alone would come to. */
export const writeAll = (
  score: Score,
  starts: readonly (readonly number[])[],
  how: Manner,
  bounds: Bounds,
): Promise<number[][]> =>
  together(
    score,
    starts.map(start => (how.beams > 1 ? likeliestWhole(start, how, bounds) : tokenByToken(start, how, bounds))),
  )

function* likeliestWhole(start: readonly number[], how: Manner, bounds: Bounds): Writing<number[]> {
  const [best] = yield* searching(start, { ...how, early: false }, bounds)
  return [...(best?.written ?? [])]
}

function* tokenByToken(start: readonly number[], how: Manner, bounds: Bounds): Writing<number[]> {
  const [before, narrowing] = [rules(how, bounds, start.length), warpers(how)]
  const chance = random(hash(how.seed))
  const written: number[] = []
  while (written.length < bounds.length) {
    const text = [...start, ...written]
    const [scores] = yield { texts: [text], parents: written.length > 0 ? [0] : [] }
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
