import type { Random } from '../random.ts'
import { createRandom, hashSeed } from '../random.ts'
import type { Decoding } from './batched-decoding.ts'
import { decodeBatch } from './batched-decoding.ts'
import { beamSearchDecoding } from './beam-search.ts'
import type { DecodingOptions, GenerationLimits, NextTokenScorer } from './decoding-options.ts'
import { applyProcessors, logitsProcessors, logitsWarpers } from './decoding-options.ts'
import { softmax, topIndices } from './probabilities.ts'

/** How a text is written: how each token is chosen, and the seed of what is left to chance. */
export type SeededDecodingOptions = DecodingOptions & { readonly seed: number }

/**
 * Writes on from a start, token by token, until an end token (which it gives too) or the wanted length:
 * the likeliest each time, drawn by chance, or found by beam search.
 */
export async function generate(
  score: NextTokenScorer,
  start: readonly number[],
  how: SeededDecodingOptions,
  bounds: GenerationLimits,
): Promise<number[]> {
  return (await generateBatch(score, [start], how, bounds))[0] as number[]
}

/** The same from several starts of one length, side by side: what is written is what each alone would come to. */
export const generateBatch = (
  score: NextTokenScorer,
  starts: readonly (readonly number[])[],
  how: SeededDecodingOptions,
  bounds: GenerationLimits,
): Promise<number[][]> =>
  decodeBatch(
    score,
    starts.map(start => (how.beams > 1 ? beamDecoding(start, how, bounds) : samplingDecoding(start, how, bounds))),
  )

function* beamDecoding(
  start: readonly number[],
  how: SeededDecodingOptions,
  bounds: GenerationLimits,
): Decoding<number[]> {
  const [best] = yield* beamSearchDecoding(start, { ...how, earlyStopping: false }, bounds)
  return [...(best?.written ?? [])]
}

function* samplingDecoding(
  start: readonly number[],
  how: SeededDecodingOptions,
  bounds: GenerationLimits,
): Decoding<number[]> {
  const [before, narrowing] = [logitsProcessors(how, bounds, start.length), logitsWarpers(how)]
  const chance = createRandom(hashSeed(how.seed))
  const written: number[] = []
  while (written.length < bounds.length) {
    const text = [...start, ...written]
    const [scores] = yield { texts: [text], parents: written.length > 0 ? [0] : [] }
    if (!scores) throw new Error('write: the network gave no scores')
    const allowed = applyProcessors(scores, text, before)
    const id =
      how.temperature === 0 ? topIndices(allowed, 1)[0] : sampleIndex(applyProcessors(allowed, text, narrowing), chance)
    if (id === undefined) break // every token is forbidden
    written.push(id)
    if (bounds.ends.includes(id)) break
  }
  return written
}

/** An id by chance, as likely as its score says; none when all are −∞. */
export function sampleIndex(scores: Float32Array, { next }: Random): number | undefined {
  const shares = softmax(scores)
  let left = next()
  const chosen = shares.findIndex(share => {
    left -= share
    return left < 0
  })
  return chosen >= 0 ? chosen : topIndices(scores, 1)[0] // rounding may leave a crumb
}
