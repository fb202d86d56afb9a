/** A piece and the logarithm of how likely it is. */
export type ScoredPiece = readonly [piece: string, score: number]

interface Branch {
  readonly next: Map<number, Branch>
  piece?: number
}

/** All ways to cut words into pieces. */
export interface Lattice {
  /** Adds how often each piece is used in a word that comes `count` times: its probability in all ways to cut the word. */
  addUses(word: string, count: number, uses: Float64Array): void
  /** How likely a text is at best when it is not one piece. */
  bestWithout(text: string): number
}

interface Edge {
  readonly piece: number
  readonly from: number
  readonly to: number
}

export function latticeOf(pieces: readonly ScoredPiece[]): Lattice {
  const root: Branch = { next: new Map() }
  for (const [i, [piece]] of pieces.entries()) add(root, piece, i)
  const scoreOf = ({ piece }: Edge) => (pieces[piece] as ScoredPiece)[1]
  return {
    addUses(word, count, uses) {
      const edges = edgesOf(root, word)
      const before = sums(edges, word.length, scoreOf)
      const total = before[word.length] as number
      if (total === Number.NEGATIVE_INFINITY) return // a character that was left out
      const after = sums(
        edges.map(({ piece, from, to }) => ({ piece, from: word.length - to, to: word.length - from })).reverse(),
        word.length,
        scoreOf,
      )
      for (const edge of edges) {
        const share = (before[edge.from] as number) + scoreOf(edge) + (after[word.length - edge.to] as number) - total
        uses[edge.piece] = (uses[edge.piece] as number) + count * Math.exp(share)
      }
    },
    bestWithout(text) {
      const best = new Float64Array(text.length + 1).fill(Number.NEGATIVE_INFINITY)
      best[0] = 0
      for (const edge of edgesOf(root, text)) {
        if (edge.to - edge.from === text.length) continue
        best[edge.to] = Math.max(best[edge.to] as number, (best[edge.from] as number) + scoreOf(edge))
      }
      return best[text.length] as number
    },
  }
}

function add(root: Branch, piece: string, number: number): void {
  let branch = root
  for (let i = 0; i < piece.length; i++) {
    const next: Branch = branch.next.get(piece.charCodeAt(i)) ?? { next: new Map() }
    branch.next.set(piece.charCodeAt(i), next)
    branch = next
  }
  branch.piece = number
}

/** Pieces that stand in a word, by where they start. */
function edgesOf(root: Branch, word: string): readonly Edge[] {
  const edges: Edge[] = []
  for (let from = 0; from < word.length; from++) {
    let branch: Branch | undefined = root
    for (let to = from + 1; to <= word.length; to++) {
      branch = branch.next.get(word.charCodeAt(to - 1))
      if (!branch) break
      if (branch.piece !== undefined) edges.push({ piece: branch.piece, from, to })
    }
  }
  return edges
}

/** For each place, the logarithm of the probabilities of all ways that lead there, added up. Edges come by where they start. */
function sums(edges: readonly Edge[], length: number, scoreOf: (edge: Edge) => number): Float64Array {
  const reached = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY)
  reached[0] = 0
  for (const edge of [...edges].sort((a, b) => a.from - b.from)) {
    const from = reached[edge.from] as number
    if (from === Number.NEGATIVE_INFINITY) continue
    reached[edge.to] = logAdd(reached[edge.to] as number, from + scoreOf(edge))
  }
  return reached
}

/** ln(e^a + e^b) */
function logAdd(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a]
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high))
}
