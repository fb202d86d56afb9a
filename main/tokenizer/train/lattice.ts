import { buildTrie } from '../models/trie.ts'

/** A piece and its log probability. */
export type ScoredPiece = readonly [piece: string, score: number]

/** The lattice of all segmentations of words into pieces. */
export interface Lattice {
  /** Adds the expected uses of each piece in a word that occurs `count` times: its probability over all segmentations. */
  addUses(word: string, count: number, uses: Float64Array): void
  /** The log probability of the best segmentation of a text into more than one piece. */
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
      if (total === impossible) return // the word has a character that was dropped from the alphabet
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

/** For each position of a word, the log probability of all segmentations up to it. */
function logProbabilitiesFrom(length: number, start: number): Float64Array {
  const places = new Float64Array(length + 1).fill(impossible)
  places[start] = 0
  return places
}

type Edge = (piece: number, from: number, to: number) => void

/** Calls back for each piece that occurs in a word, by start position; `back`: backwards, from the end. */
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
