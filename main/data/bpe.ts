import { alphabet } from './byte-level.ts'
import type { TokenizerFile } from './tokenizer-file.ts'

/** Words remembered with their ids; natural text repeats itself. */
const remembered = 100_000

/** Joins the bytes of a word into pieces, always the pair that was learned first. */
export function bpe({ vocab, merges }: TokenizerFile['model']): (word: string) => readonly number[] {
  const size = Object.keys(vocab).length
  const idOf = (piece: string) => vocab[piece] as number
  const byteIds = alphabet.map(idOf)
  const ranks = new Map<number, number>()
  const joins = merges.map((merge, rank) => {
    const [left, right] = typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge
    const pair = idOf(left) * size + idOf(right)
    if (!ranks.has(pair)) ranks.set(pair, rank)
    return idOf(left + right)
  })
  const known = new Map<string, readonly number[]>()
  const utf8 = new TextEncoder()

  return word => {
    const found = known.get(word)
    if (found) return found
    const ids = joinPairs(
      Array.from(utf8.encode(word), byte => byteIds[byte] as number),
      size,
      ranks,
      joins,
    )
    if (known.size >= remembered) known.clear()
    known.set(word, ids)
    return ids
  }
}

function joinPairs(
  start: number[],
  size: number,
  ranks: ReadonlyMap<number, number>,
  joins: readonly number[],
): number[] {
  let ids = start
  for (;;) {
    const best = bestPair(ids, size, ranks)
    if (best === undefined) return ids
    ids = joinAll(ids, size, best.pair, joins[best.rank] as number)
  }
}

function bestPair(ids: readonly number[], size: number, ranks: ReadonlyMap<number, number>) {
  let best: { pair: number; rank: number } | undefined
  for (let i = 1; i < ids.length; i++) {
    const pair = (ids[i - 1] as number) * size + (ids[i] as number)
    const rank = ranks.get(pair)
    if (rank !== undefined && (!best || rank < best.rank)) best = { pair, rank }
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
