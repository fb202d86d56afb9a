import { byteIds } from './fallback.ts'
import { type Cut, idsOf, type Model, type ModelFile } from './model-file.ts'
import { type PieceTree, pieceTree } from './piece-tree.ts'

/** How much less likely an unknown character is than the least likely piece, in nats (SentencePiece's constant). */
const unlikely = 10

/** Unigram language model (Kudo 2018): of all ways to cut a word, the one whose pieces are likeliest together. */
export function unigram(file: ModelFile): Model {
  const scores = Float64Array.from(file.vocab as readonly (readonly [string, number])[], ([, score]) => score)
  const ids = idsOf(file)
  const tree = pieceTree([...ids])
  const least = scores.reduce((a, b) => Math.min(a, b), 0) - unlikely
  const unknown = file.unk_id ?? -1
  return word => {
    const path = likeliestPath(word, tree, scores, least)
    const cut: Cut = { ids: [], from: [], to: [] }
    for (const { id, from, to } of path) {
      const bytes = id < 0 && file.byte_fallback ? byteIds(word.slice(from, to), ids) : undefined
      for (const found of bytes ?? [id < 0 ? unknown : id]) {
        if (found < 0) throw new Error(`unigram: there is no token for “${word.slice(from, to)}”`)
        cut.ids.push(found)
        cut.from.push(from)
        cut.to.push(to)
      }
    }
    return cut
  }
}

interface Step {
  /** −1: unknown. */
  readonly id: number
  readonly from: number
  readonly to: number
}

/** Viterbi's algorithm. Unknown characters that follow one another are one step. */
function likeliestPath(
  word: string,
  { step, pieceAt }: PieceTree,
  scores: Float64Array,
  least: number,
): readonly Step[] {
  const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY)
  const [ids, starts] = [new Int32Array(word.length + 1), new Int32Array(word.length + 1)]
  best[0] = 0
  const reach = (id: number, from: number, to: number, score: number) => {
    const total = (best[from] as number) + score
    if (total <= (best[to] as number)) return
    best[to] = total
    ids[to] = id
    starts[to] = from
  }
  for (let from = 0, width = 1; from < word.length; from += width) {
    width = (word.codePointAt(from) as number) > 0xffff ? 2 : 1
    let alone = false // whether this character is a piece by itself
    for (let to = from + 1, place = 0; to <= word.length; to++) {
      place = step(place, word.charCodeAt(to - 1))
      if (place < 0) break
      const id = pieceAt[place] as number
      if (id < 0) continue
      reach(id, from, to, scores[id] as number)
      alone ||= to === from + width
    }
    if (!alone) reach(-1, from, from + width, least)
  }
  const path: Step[] = []
  for (let to = word.length; to > 0; ) {
    const [id, from] = [ids[to] as number, starts[to] as number]
    const after = path.at(-1)
    if (id < 0 && after && after.id < 0) path[path.length - 1] = { ...after, from }
    else path.push({ id, from, to })
    to = from
  }
  return path.reverse()
}
