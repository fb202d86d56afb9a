import type { ByteLevelTokenizerJson } from '../file/build-tokenizer-json.ts'
import { byteAlphabet } from '../pre-tokenize/byte-pieces.ts'
import { mergeAll } from './bpe-merge.ts'
import { type MergeTable, mergeTable, notMerged } from './merge-table.ts'

/** Bytes of a word from which on a heap of pairs is faster than a repeated search for the best pair. */
const [long, rounds] = [256, 32]

/** Merges the bytes of a word into tokens, always the pair with the lowest rank; among equals, the leftmost. */
export function byteLevelBpe({ vocab, merges }: ByteLevelTokenizerJson['model']): (word: string) => readonly number[] {
  const idOf = (piece: string) => vocab[piece] as number
  const byteIds = Int32Array.from(byteAlphabet, idOf)
  const pairs = merges.map(merge => {
    const [left, right] = typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge
    return [idOf(left), idOf(right), idOf(left + right)] as const
  })
  const table = mergeTable(pairs)
  const join = shortMerger(table, byteIds)
  const utf8 = new TextEncoder()
  const room = new Uint8Array(long)
  return word => {
    if (pairs.length > 0 && word.length * 3 <= long) return join(room, utf8.encodeInto(word, room).written)
    const bytes = utf8.encode(word)
    if (pairs.length > 0 && bytes.length <= long) return join(bytes, bytes.length)
    let ids = Array.from(bytes, byte => byteIds[byte] as number)
    if (pairs.length === 0) return ids
    for (let round = 0; round < rounds && ids.length > long; round++) {
      const first = lowestRank(ids, table)
      if (first === notMerged) return ids
      ids = mergeOnce(ids, first, table)
    }
    const places = ids.map((_, i) => i)
    return mergeAll({ ids, from: places, to: places }, table).map(({ id }) => id)
  }
}

/** The lowest rank of a pair. */
function lowestRank(ids: readonly number[], { rank }: MergeTable): number {
  let first = notMerged
  for (let i = 1; i < ids.length; i++) first = Math.min(first, rank(ids[i - 1] as number, ids[i] as number))
  return first
}

/** Merges every occurrence of a pair, from left to right. */
function mergeOnce(ids: readonly number[], pair: number, { rank, joined }: MergeTable): number[] {
  const result: number[] = []
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number
    const found = i + 1 < ids.length && rank(id, ids[i + 1] as number) === pair
    result.push(found ? (joined[pair] as number) : id)
    if (found) i++
  }
  return result
}

/** For short words, in reused arrays: `ranks[i]` is the rank of the tokens i and i + 1. */
function shortMerger({ rank, joined }: MergeTable, byteIds: Int32Array) {
  const [ids, ranks] = [new Int32Array(long), new Int32Array(long)]
  return (bytes: Uint8Array, count: number): readonly number[] => {
    let last = count - 1
    for (let i = 0; i <= last; i++) ids[i] = byteIds[bytes[i] as number] as number
    for (let i = 0; i < last; i++) ranks[i] = rank(ids[i] as number, ids[i + 1] as number)
    for (;;) {
      let best = notMerged
      let at = -1
      for (let i = 0; i < last; i++) {
        const learned = ranks[i] as number
        if (learned >= best) continue
        best = learned
        at = i
      }
      if (at < 0) return pieces(ids, last + 1)
      ids[at] = joined[best] as number
      for (let i = at + 1; i < last; i++) {
        ids[i] = ids[i + 1] as number
        ranks[i] = ranks[i + 1] as number
      }
      last--
      if (at > 0) ranks[at - 1] = rank(ids[at - 1] as number, ids[at] as number)
      if (at < last) ranks[at] = rank(ids[at] as number, ids[at + 1] as number)
    }
  }
}

/** A copy of the first elements. Array.from() takes ten times as long for a few. */
function pieces(ids: Int32Array, count: number): readonly number[] {
  const found: number[] = []
  for (let i = 0; i < count; i++) found.push(ids[i] as number)
  return found
}
