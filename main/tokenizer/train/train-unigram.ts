import { yieldToEventLoop } from '../../process/yield-to-event-loop.ts'
import type { WordCounts } from './count-words.ts'
import { buildLattice, type Lattice, type ScoredPiece } from './lattice.ts'

/** Characters of a piece, at most. */
const maxPieceCharacters = 16
/** Initial candidates per piece of the final vocabulary. */
const seedsPerPiece = 20
/** The share of pieces that is kept in each pruning round. */
const shrinkingFactor = 0.75

/**
 * A unigram language model (Kudo 2018): starts from all frequent substrings of words, estimates probabilities by
 * expectation maximisation, and prunes the pieces whose loss costs least until `room` are left. Single characters stay.
 */
export async function trainUnigram(
  counts: WordCounts,
  { room, minimumFrequency }: { readonly room: number; readonly minimumFrequency: number },
  signal?: AbortSignal,
): Promise<readonly ScoredPiece[]> {
  const characters = charactersOf(counts)
  const maxCharacters = Math.ceil(room * maxCharacterShare)
  const kept = new Set(characters.slice(0, maxCharacters))
  let pieces = await seedPieces(
    counts,
    kept,
    { wanted: room * seedsPerPiece, least: Math.max(2, minimumFrequency) },
    signal,
  )
  for (;;) {
    for (let round = 0; round < 2; round++) {
      pieces = reestimate(pieces, await expectedUses(pieces, counts, signal), kept)
      signal?.throwIfAborted()
    }
    if (pieces.length <= room * 1.1) break
    pieces = prunePieces(
      pieces,
      await expectedUses(pieces, counts, signal),
      kept,
      Math.max(room, shrinkingFactor * pieces.length),
    )
  }
  const chosen = finalPieces(pieces, kept, room)
  const rarest = chosen.at(-1)?.[1] ?? 0
  return [...chosen, ...characters.slice(maxCharacters).map(piece => [piece, rarest] as const)].slice(0, room)
}

/** The share of the vocabulary that single characters may take. */
const maxCharacterShare = 0.7

/** All characters of the words, the most frequent first. */
function charactersOf(counts: WordCounts): readonly string[] {
  const found = new Map<string, number>()
  for (const [word, count] of counts)
    for (const character of word) found.set(character, (found.get(character) ?? 0) + count)
  return [...found].sort(byCount).map(([character]) => character)
}

const byCount = ([a, m]: readonly [string, number], [b, n]: readonly [string, number]) => n - m || (a < b ? -1 : 1)

/** Different substrings that are counted at once; beyond that number, those that occurred once are dropped. */
const maxCountedSubstrings = 3_000_000

async function seedPieces(
  counts: WordCounts,
  kept: ReadonlySet<string>,
  { wanted, least }: { readonly wanted: number; readonly least: number },
  signal?: AbortSignal,
): Promise<readonly ScoredPiece[]> {
  const found = new Map<string, number>()
  const pause = yieldToEventLoop(signal)
  for (const [word, count] of counts) {
    await pause()
    const letters = [...word]
    for (let from = 0; from < letters.length; from++) {
      let piece = ''
      for (const letter of letters.slice(from, from + maxPieceCharacters)) {
        if (!kept.has(letter)) break
        piece += letter
        found.set(piece, (found.get(piece) ?? 0) + count)
      }
    }
    if (found.size > maxCountedSubstrings) for (const [piece, count] of found) if (count === 1) found.delete(piece)
  }
  const weights = [...found]
    .filter(([piece, count]) => count >= least || kept.has(piece))
    .map(([piece, count]) => [piece, count * [...piece].length] as const)
  const single = weights.filter(([piece]) => kept.has(piece))
  const longer = weights
    .filter(([piece]) => !kept.has(piece))
    .sort(byCount)
    .slice(0, wanted)
  return logProbabilities([...single, ...longer])
}

function logProbabilities(weights: readonly (readonly [string, number])[]): readonly ScoredPiece[] {
  const total = Math.log(weights.reduce((sum, [, weight]) => sum + weight, 0))
  return weights.map(([piece, weight]) => [piece, Math.log(weight) - total])
}

/** The expected uses of each piece over all segmentations. */
async function expectedUses(
  pieces: readonly ScoredPiece[],
  counts: WordCounts,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const lattice: Lattice = buildLattice(pieces)
  const uses = new Float64Array(pieces.length)
  const pause = yieldToEventLoop(signal)
  for (const [word, count] of counts) {
    lattice.addUses(word, count, uses)
    await pause()
  }
  return uses
}

/** The maximisation step: log probabilities as a Bayesian estimate, which discounts rare pieces. */
function reestimate(
  pieces: readonly ScoredPiece[],
  uses: Float64Array,
  kept: ReadonlySet<string>,
): readonly ScoredPiece[] {
  const used = pieces.flatMap(([piece], i) => {
    const count = uses[i] as number
    return count >= 0.5 || kept.has(piece) ? [[piece, Math.max(count, 0.5)] as const] : []
  })
  const total = digamma(used.reduce((sum, [, count]) => sum + count, 0))
  return used.map(([piece, count]) => [piece, digamma(count) - total])
}

/** Derivative of ln Γ. Asymptotic series (Abramowitz and Stegun 6.3.18) after the recurrence ψ(x + 1) = ψ(x) + 1 / x. */
export function digamma(x: number): number {
  let [shifted, below] = [x, 0]
  for (; shifted < 12; shifted++) below -= 1 / shifted
  const square = 1 / (shifted * shifted)
  return below + Math.log(shifted) - 0.5 / shifted - square * (1 / 12 - square * (1 / 120 - square / 252))
}

/** The loss in log likelihood of the text without a piece: its uses times how much less likely its best segmentation is. */
function prunePieces(
  pieces: readonly ScoredPiece[],
  uses: Float64Array,
  kept: ReadonlySet<string>,
  wanted: number,
): readonly ScoredPiece[] {
  const lattice = buildLattice(pieces)
  const missed = pieces.map(([piece, score], i) =>
    kept.has(piece) ? Number.POSITIVE_INFINITY : (uses[i] as number) * (score - lattice.bestWithout(piece)),
  )
  const order = [...pieces.keys()].sort((a, b) => (missed[b] as number) - (missed[a] as number) || a - b)
  return order.slice(0, Math.ceil(wanted)).map(i => pieces[i] as ScoredPiece)
}

function finalPieces(pieces: readonly ScoredPiece[], kept: ReadonlySet<string>, room: number): readonly ScoredPiece[] {
  const byScore = (a: ScoredPiece, b: ScoredPiece) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)
  const single = pieces.filter(([piece]) => kept.has(piece))
  const longer = pieces.filter(([piece]) => !kept.has(piece)).sort(byScore)
  return [...single, ...longer.slice(0, room - single.length)].sort(byScore)
}
