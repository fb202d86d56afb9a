import { hash } from '../random.ts'
import { permutation } from './permutation.ts'

/**
 * Which examples each step reads. An epoch visits every example once, in an order of its own; a batch may reach from
 * one epoch into the next, so none is left out. The same step always gives the same examples, whichever came before.
 */
export function order(examples: number, batchSize: number, seed: number): (step: number) => number[] {
  if (examples < 1 || batchSize < 1)
    throw new Error(`order: nothing to order: ${examples} examples, batch ${batchSize}`)
  let epoch = 0
  let ordered = permutation(examples, hash(seed, epoch))
  const at = (place: number) => {
    const wanted = Math.floor(place / examples)
    if (wanted !== epoch) {
      epoch = wanted
      ordered = permutation(examples, hash(seed, epoch))
    }
    return ordered(place % examples)
  }
  return step => Array.from({ length: batchSize }, (_, i) => at(step * batchSize + i))
}
