import { hashSeed } from '../../random.ts'

/**
 * Which examples each step reads. An epoch visits every example once, in an order of its own; a batch may reach from
 * one epoch into the next, so none is left out. The same step always gives the same examples, whichever came before.
 */
export function shuffledOrder(examples: number, batchSize: number, seed: number): (step: number) => number[] {
  if (examples < 1 || batchSize < 1)
    throw new Error(`order: nothing to order: ${examples} examples, batch ${batchSize}`)
  let epoch = 0
  let ordered = randomPermutation(examples, hashSeed(seed, epoch))
  const at = (place: number) => {
    const wanted = Math.floor(place / examples)
    if (wanted !== epoch) {
      epoch = wanted
      ordered = randomPermutation(examples, hashSeed(seed, epoch))
    }
    return ordered(place % examples)
  }
  return step => Array.from({ length: batchSize }, (_, i) => at(step * batchSize + i))
}

/** Rounds of mixing: four give a pseudorandom permutation (Luby and Rackoff 1988), more mix small numbers of things better. */
const rounds = 6

/**
 * An order of 0 … count − 1 by chance, whose places are computed instead of stored, so that it needs the same memory for any
 * count: a Feistel network over the next even power of two, walked on until the number is one of those counted.
 */
export function randomPermutation(count: number, seed: number): (place: number) => number {
  const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, count)) / 2))
  const half = 2 ** bits
  const keys = Array.from({ length: rounds }, (_, round) => hashSeed(seed, round))
  const mixed = (place: number) => {
    let [left, right] = [Math.floor(place / half), place % half]
    for (const key of keys) {
      const next = (left ^ hashSeed(key, right)) & (half - 1)
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
