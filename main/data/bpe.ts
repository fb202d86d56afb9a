import { alphabet } from './byte-level.ts'
import { remembered } from './remembered.ts'
import type { TokenizerFile } from './tokenizer-file.ts'
import { type Joins, joinAll as joinLong } from './tokenizers/join-pieces.ts'

/** Words remembered with their ids. */
const most = 30_000
/** From so many pieces on, looking for the best pair more than so many times takes longer than keeping all pairs in order. */
const [long, rounds] = [64, 32]

/** Joins the bytes of a word into pieces, always the pair that was learned first. */
export function bpe({ vocab, merges }: TokenizerFile['model']): (word: string) => readonly number[] {
  const size = Object.keys(vocab).length
  const idOf = (piece: string) => vocab[piece] as number
  const byteIds = alphabet.map(idOf)
  const joins = new Map<number, { rank: number; joined: number }>()
  for (const [rank, merge] of merges.entries()) {
    const [left, right] = typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge
    const pair = idOf(left) * size + idOf(right)
    if (!joins.has(pair)) joins.set(pair, { rank, joined: idOf(left + right) })
  }
  const utf8 = new TextEncoder()
  return remembered(word => {
    const ids = Array.from(utf8.encode(word), byte => byteIds[byte] as number)
    return joinWord(ids, size, joins)
  }, most)
}

function joinWord(start: number[], size: number, joins: Joins): number[] {
  let ids = start
  for (let round = 0; round < rounds || ids.length < long; round++) {
    const best = bestPair(ids, size, joins)
    if (best === undefined) return ids
    ids = joinAll(ids, size, best.pair, best.joined)
  }
  const places = ids.map((_, i) => i)
  return joinLong({ ids, from: places, to: places }, joins, size).map(({ id }) => id)
}

function bestPair(ids: readonly number[], size: number, joins: Joins) {
  let best: { pair: number; rank: number; joined: number } | undefined
  for (let i = 1; i < ids.length; i++) {
    const pair = (ids[i - 1] as number) * size + (ids[i] as number)
    const join = joins.get(pair)
    if (join !== undefined && (!best || join.rank < best.rank)) best = { pair, ...join }
  }
  return best
}

/** Every occurrence of the pair, from the left. */
function joinAll(ids: readonly number[], size: number, pair: number, joined: number): number[] {
  const result: number[] = []
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number
    const found = i + 1 < ids.length && id * size + (ids[i + 1] as number) === pair
    result.push(found ? joined : id)
    if (found) i++
  }
  return result
}
