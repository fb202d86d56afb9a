import { buildTrie } from '../models/trie.ts'

/** A piece and the logarithm of how likely it is. */
export type ScoredPiece = readonly [piece: string, score: number]

/** All ways to cut words into pieces. */
export interface Lattice {
  /** Adds how often each piece is used in a word that comes `count` times: its probability in all ways to cut the word. */
  addUses(word: string, count: number, uses: Float64Array): void
  /** How likely a text is at best when it is not one piece. */
  bestWithout(text: string): number
}

const { NEGATIVE_INFINITY: impossible } = Number

export function buildLattice(pieces: readonly ScoredPiece[]): Lattice {
  const scores = Float64Array.from(pieces, ([, score]) => score)
  const eachEdge = edgesIn(pieces)
  return {
    addUses(word, count, uses) {
      const [before, after] = [logProbabilitiesFrom(word.length, 0), logProbabilitiesFrom(word.length, word.length)]
      eachEdge(word, (piece, from, to) => {
        before[to] = logAdd(before[to] as number, (before[from] as number) + (scores[piece] as number))
      })
      const total = before[word.length] as number
      if (total === impossible) return // a character that was left out
      eachEdge.back((piece, from, to) => {
        after[from] = logAdd(after[from] as number, (after[to] as number) + (scores[piece] as number))
      })
      eachEdge.back((piece, from, to) => {
        const share = (before[from] as number) + (scores[piece] as number) + (after[to] as number) - total
        uses[piece] = (uses[piece] as number) + count * Math.exp(share)
      })
    },
    bestWithout(text) {
      const best = logProbabilitiesFrom(text.length, 0)
      eachEdge(text, (piece, from, to) => {
        if (to - from < text.length)
          best[to] = Math.max(best[to] as number, (best[from] as number) + (scores[piece] as number))
      })
      return best[text.length] as number
    },
  }
}

/** For each place of a word the logarithm of how likely one gets there, when only the beginning is reached. */
function logProbabilitiesFrom(length: number, start: number): Float64Array {
  const places = new Float64Array(length + 1).fill(impossible)
  places[start] = 0
  return places
}

type Edge = (piece: number, from: number, to: number) => void

/** Calls back for each piece that stands in a word, by where it starts; `back`: for those of the same word the other way round. */
function edgesIn(pieces: readonly ScoredPiece[]) {
  const { step, pieceAt } = buildTrie(pieces.map(([piece], i) => [piece, i]))
  const edges: number[] = []
  const forwards = (word: string, edge: Edge): void => {
    edges.length = 0
    for (let from = 0; from < word.length; from++) {
      let place = 0
      for (let to = from + 1; to <= word.length; to++) {
        place = step(place, word.charCodeAt(to - 1))
        if (place < 0) break
        const piece = pieceAt[place] as number
        if (piece < 0) continue
        edges.push(piece, from, to)
        edge(piece, from, to)
      }
    }
  }
  const back = (edge: Edge): void => {
    for (let i = edges.length - 3; i >= 0; i -= 3)
      edge(edges[i] as number, edges[i + 1] as number, edges[i + 2] as number)
  }
  return Object.assign(forwards, { back })
}

/** ln(e^a + e^b) */
function logAdd(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a]
  return low === impossible ? high : high + Math.log1p(Math.exp(low - high))
}
