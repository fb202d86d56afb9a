import { createRandom } from '../../../core/random.ts'
import { splitWords } from '../language/words.ts'
import { hashText } from './text-hashes.ts'

/** MinHash values per text, at most. */
const maxHashes = 128
/** Words per shingle. */
const shingleWords = 3

export interface Bands {
  readonly bands: number
  readonly rows: number
}

/**
 * The number of bands and rows per band so that two texts share a band about when their similarity is above the
 * threshold: those with the least area between the probability 1 − (1 − s^rows)^bands and a step at the threshold (Leskovec,
 * Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
 */
export function chooseBands(threshold: number): Bands {
  let best = { bands: 1, rows: 1, error: Number.POSITIVE_INFINITY }
  for (let rows = 1; rows <= maxHashes; rows++)
    for (let bands = 1; bands * rows <= maxHashes; bands++) {
      const error = thresholdError({ bands, rows }, threshold)
      if (error < best.error) best = { bands, rows, error }
    }
  return { bands: best.bands, rows: best.rows }
}

/** The probability that two texts with this similarity (Jaccard, of their shingles) share a band. */
export const bandMatchProbability = (similarity: number, { bands, rows }: Bands): number =>
  1 - (1 - similarity ** rows) ** bands

const integrationSteps = 100
function thresholdError(cut: Bands, threshold: number): number {
  let error = 0
  for (let i = 0; i < integrationSteps; i++) {
    const similarity = (i + 0.5) / integrationSteps
    const probability = bandMatchProbability(similarity, cut)
    error += similarity < threshold ? probability : 1 - probability
  }
  return error
}

/**
 * Returns a 64-bit hash for each band of a text's MinHash signature (Broder 1997, On the resemblance and containment of documents): each value
 * is the minimum of a random permutation over the hashes of all shingles. Case, punctuation and spaces are ignored.
 */
export function bandHashes({ bands, rows }: Bands): (text: string) => (readonly [high: number, low: number])[] {
  const { next } = createRandom(0x31d7)
  const draw = () => Math.floor(next() * 2 ** 32)
  const scramblings = Array.from({ length: bands * rows }, () => [draw() | 1, draw()] as const)
  return text => {
    const shingles = shinglesOf(text)
    const least = scramblings.map(([times, plus]) => {
      let low = 0xffffffff
      for (const value of shingles) low = Math.min(low, (Math.imul(value, times) + plus) >>> 0)
      return low
    })
    return Array.from({ length: bands }, (_, band) =>
      hashText(`${band}:${least.slice(band * rows, (band + 1) * rows).join()}`),
    )
  }
}

/** A 32-bit hash of each shingle; of all words where there are fewer; of the text where there are none. */
function shinglesOf(text: string): Uint32Array {
  const words = splitWords(text.normalize('NFKC').toLowerCase())
  if (words.length === 0) return Uint32Array.of(hashText(text)[0])
  const count = Math.max(1, words.length - shingleWords + 1)
  const hashes = Array.from({ length: count }, (_, i) => hashText(words.slice(i, i + shingleWords).join(' '))[0])
  return Uint32Array.from(new Set(hashes))
}
