import { byteIds } from './fallback.ts'
import { type Cut, idsOf, type Model, type ModelFile } from './model-file.ts'

interface Branch {
  readonly next: Map<number, Branch>
  id?: number
}

/** How much less likely an unknown character is than the least likely piece, in nats (SentencePiece's constant). */
const unlikely = 10

/** Unigram language model (Kudo 2018): of all ways to cut a word, the one whose pieces are likeliest together. */
export function unigram(file: ModelFile): Model {
  const scores = (file.vocab as readonly (readonly [string, number])[]).map(([, score]) => score)
  const ids = idsOf(file)
  const root = treeOf(ids)
  const least = scores.reduce((a, b) => Math.min(a, b), 0) - unlikely
  const unknown = file.unk_id ?? -1
  return word => {
    const path = likeliestPath(word, root, scores, least)
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

function treeOf(ids: ReadonlyMap<string, number>): Branch {
  const root: Branch = { next: new Map() }
  for (const [piece, id] of ids) {
    let branch = root
    for (let i = 0; i < piece.length; i++) {
      const unit = piece.charCodeAt(i)
      const next: Branch = branch.next.get(unit) ?? { next: new Map() }
      branch.next.set(unit, next)
      branch = next
    }
    branch.id = id
  }
  return root
}

interface Step {
  /** −1: unknown. */
  readonly id: number
  readonly from: number
  readonly to: number
}

/** Viterbi's algorithm. Unknown characters that follow one another are one step. */
function likeliestPath(word: string, root: Branch, scores: readonly number[], least: number): readonly Step[] {
  const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY)
  const steps: Step[] = []
  best[0] = 0
  const reach = (id: number, from: number, to: number, score: number) => {
    const total = (best[from] as number) + score
    if (total <= (best[to] as number)) return
    best[to] = total
    steps[to] = { id, from, to }
  }
  for (let from = 0, width = 1; from < word.length; from += width) {
    width = (word.codePointAt(from) as number) > 0xffff ? 2 : 1
    let branch: Branch | undefined = root
    let alone = false // whether this character is a piece by itself
    for (let to = from + 1; to <= word.length; to++) {
      branch = branch.next.get(word.charCodeAt(to - 1))
      if (!branch) break
      if (branch.id === undefined) continue
      reach(branch.id, from, to, scores[branch.id] as number)
      alone ||= to === from + width
    }
    if (!alone) reach(-1, from, from + width, least)
  }
  const path: Step[] = []
  for (let to = word.length; to > 0; ) {
    const step = steps[to] as Step
    const after = path[0]
    if (step.id < 0 && after && after.id < 0) path[0] = { ...after, from: step.from }
    else path.unshift(step)
    to = step.from
  }
  return path
}
