import { hash } from '../random.ts'

/** Rounds of mixing: four give a pseudorandom permutation (Luby and Rackoff 1988), more mix small numbers of things better. */
const rounds = 6

/**
 * An order of 0 … count − 1 by chance, whose places are computed instead of stored, so that it needs the same memory for any
 * count: a Feistel network over the next even power of two, walked on until the number is one of those counted.
 */
export function permutation(count: number, seed: number): (place: number) => number {
  const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, count)) / 2))
  const half = 2 ** bits
  const keys = Array.from({ length: rounds }, (_, round) => hash(seed, round))
  const mixed = (place: number) => {
    let [left, right] = [Math.floor(place / half), place % half]
    for (const key of keys) {
      const next = (left ^ hash(key, right)) & (half - 1)
      left = right
      right = next
    }
    return left * half + right
  }
  return place => {
    let at = mixed(place)
    while (at >= count) at = mixed(at)
    return at
  }
}
