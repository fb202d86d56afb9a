import { type ModelJson, type TokenizerModel, vocabularyIds, type WordTokens } from '../file/tokenizer-json.ts'
import { byteFallbackIds } from '../pre-tokenize/byte-pieces.ts'
import { type MergeTable, mergeTable, notMerged } from './merge-table.ts'

/** A token of a word and its neighbours. */
interface Piece {
  id: number
  readonly from: number
  to: number
  before: number
  after: number
}

interface Merge {
  readonly rank: number
  readonly left: number
  readonly right: number
}

/** Byte-pair encoding: starts with single characters and merges adjacent tokens, always the pair with the lowest rank. */
export function bpeModel(file: ModelJson): TokenizerModel {
  const ids = vocabularyIds(file)
  const start = characters(file, ids)
  const joins = mergesOf(file, ids)
  return word => {
    const id = file.ignore_merges ? ids.get(word) : undefined
    if (id !== undefined) return { ids: [id], from: [0], to: [word.length] }
    const letters = start(word)
    if (letters.ids.length <= maxScannedPieces) return mergeFew(letters, joins)
    const pieces = mergeAll(letters, joins)
    return { ids: pieces.map(p => p.id), from: pieces.map(p => p.from), to: pieces.map(p => p.to) }
  }
}

function mergesOf({ merges = [], continuing_subword_prefix: prefix }: ModelJson, ids: ReadonlyMap<string, number>) {
  const pairs = merges.map(merge => {
    const [left, right] = typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge
    const whole = left + (prefix ? right.slice(prefix.length) : right)
    const [a, b, joined] = [ids.get(left), ids.get(right), ids.get(whole)]
    if (a === undefined || b === undefined || joined === undefined)
      throw new Error(`mergeTokens: the vocabulary has no token for ${left} + ${right}`)
    return [a, b, joined] as const
  })
  return mergeTable(pairs)
}

/** A word as single characters: unknown ones become their bytes, or the unknown token. */
function characters(file: ModelJson, ids: ReadonlyMap<string, number>): (word: string) => WordTokens {
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix, fuse_unk, byte_fallback } = file
  const unknown = ids.get(file.unk_token ?? '')
  return word => {
    const cut: WordTokens = { ids: [], from: [], to: [] }
    const add = (id: number, from: number, to: number) => {
      cut.ids.push(id)
      cut.from.push(from)
      cut.to.push(to)
    }
    let fusing = false // whether the previous token is an unknown one that may grow
    let from = 0
    for (const character of word) {
      const to = from + character.length
      const piece = (from > 0 ? (prefix ?? '') : '') + character + (to === word.length ? (suffix ?? '') : '')
      const id = ids.get(piece)
      const bytes = id === undefined && byte_fallback ? byteFallbackIds(piece, ids) : undefined
      if (id !== undefined) add(id, from, to)
      else if (bytes) for (const byte of bytes) add(byte, from, to)
      else if (unknown !== undefined && fusing && fuse_unk) cut.to[cut.to.length - 1] = to
      else if (unknown !== undefined) add(unknown, from, to)
      fusing = id === undefined && !bytes
      from = to
    }
    return cut
  }
}

/** Tokens of a word up to which a search for the best pair is faster than a heap. */
const maxScannedPieces = 64

/** Merges in the given arrays until no pair has a rank. */
function mergeFew(cut: WordTokens, { rank, joined }: MergeTable): WordTokens {
  const { ids, from, to } = cut
  const rankAt = (i: number) => rank(ids[i] as number, ids[i + 1] as number)
  const ranks: number[] = []
  for (let i = 0; i < ids.length - 1; i++) ranks.push(rankAt(i))
  for (;;) {
    const at = lowestRank(ranks)
    if (at < 0) return cut
    ids[at] = joined[ranks[at] as number] as number
    to[at] = to[at + 1] as number
    for (const places of [ids, from, to]) drop(places, at + 1)
    drop(ranks, at)
    if (at > 0) ranks[at - 1] = rankAt(at - 1)
    if (at < ranks.length) ranks[at] = rankAt(at)
  }
}

/** The position of the pair with the lowest rank; among equals, the leftmost. −1: no pair has a rank. */
function lowestRank(ranks: readonly number[]): number {
  let [least, at] = [notMerged, -1]
  for (let i = 0; i < ranks.length; i++) {
    if ((ranks[i] as number) >= least) continue
    least = ranks[i] as number
    at = i
  }
  return at
}

function drop(places: number[], at: number): void {
  for (let i = at + 1; i < places.length; i++) places[i - 1] = places[i] as number
  places.pop()
}

/** Merges until no pair has a rank. A heap keeps long words fast. */
export function mergeAll({ ids, from, to }: WordTokens, { rank, joined }: MergeTable): readonly Piece[] {
  const last = ids.length - 1
  const pieces = ids.map((id, i): Piece => {
    const after = i === last ? -1 : i + 1
    return { id, from: from[i] as number, to: to[i] as number, before: i - 1, after }
  })
  const waiting = heap()
  const look = (left: number, right: number) => {
    if (left < 0 || right < 0) return
    const learned = rank((pieces[left] as Piece).id, (pieces[right] as Piece).id)
    if (learned !== notMerged) waiting.push({ rank: learned, left, right })
  }
  for (let i = 0; i < last; i++) look(i, i + 1)
  for (let join = waiting.pop(); join; join = waiting.pop()) {
    const [left, right] = [pieces[join.left] as Piece, pieces[join.right] as Piece]
    if (left.after !== join.right || right.id < 0 || left.id < 0) continue
    if (rank(left.id, right.id) !== join.rank) continue // one of them was merged since
    left.id = joined[join.rank] as number
    left.to = right.to
    left.after = right.after
    right.id = -1
    if (right.after >= 0) (pieces[right.after] as Piece).before = join.left
    look(left.before, join.left)
    look(join.left, left.after)
  }
  return pieces.filter(({ id }) => id >= 0)
}

const earlier = (a: Merge, b: Merge) => a.rank < b.rank || (a.rank === b.rank && a.left < b.left)

/** Puts the merge with the lowest rank on top; among equals, the leftmost. */
function heap() {
  const joins: Merge[] = []
  const at = (i: number) => joins[i] as Merge
  const swap = (i: number, j: number) => {
    const kept = at(i)
    joins[i] = at(j)
    joins[j] = kept
  }
  return {
    push(join: Merge) {
      let i = joins.push(join) - 1
      for (let up = (i - 1) >> 1; i > 0 && earlier(at(i), at(up)); up = (i - 1) >> 1) {
        swap(i, up)
        i = up
      }
    },
    pop(): Merge | undefined {
      if (joins.length < 2) return joins.pop()
      const top = at(0)
      joins[0] = joins.pop() as Merge
      for (let i = 0; ; ) {
        let least = i
        for (const down of [2 * i + 1, 2 * i + 2]) if (down < joins.length && earlier(at(down), at(least))) least = down
        if (least === i) return top
        swap(i, least)
        i = least
      }
    },
  }
}
