import { createRandom, hashSeed, shuffle } from '../../random.ts'
import { randomPermutation } from './shuffled-order.ts'

/** Batches whose examples are sorted by size together. More make them more alike, fewer leave more to chance. */
const batchesPerGroup = 64

/** Places of an epoch that are sorted by size: `from` up to `to`, of which those before the first batch that begins in the epoch stay as they are. */
interface SortedGroup {
  readonly from: number
  readonly to: number
  readonly examples: readonly number[]
}

/**
 * Like `order`, with examples of like size in a batch: in every epoch each example once, in an order of its own. Of each stretch of
 * some batches the examples are sorted by size, those of one size in an order by chance, and cut into batches, which come so, too. Nothing but the
 * stretch at hand is held, and the same step always gives the same examples.
 */
export function lengthGroupedOrder(
  examples: number,
  batchSize: number,
  seed: number,
  sizeOf: (example: number) => number,
): (step: number) => number[] {
  if (examples < 1 || batchSize < 1)
    throw new Error(`alikeOrder: nothing to order: ${examples} examples, batch ${batchSize}`)
  const size = batchesPerGroup * batchSize

  const windowAt = (place: number): SortedGroup => {
    const epoch = Math.floor(place / examples)
    const [begin, end] = [epoch * examples, (epoch + 1) * examples]
    const first = Math.ceil(begin / batchSize) * batchSize // the first batch that is all of this epoch
    const number = Math.floor((place - first) / size)
    const [from, to] =
      place < first
        ? [begin, Math.min(first, end)]
        : [first + number * size, Math.min(first + (number + 1) * size, end)]
    const at = randomPermutation(examples, hashSeed(seed, epoch))
    const some = Array.from({ length: to - from }, (_, i) => at(from + i - begin))
    return { from, to, examples: place < first ? some : sorted(some, createRandom(hashSeed(seed, epoch, from))) }
  }

  const sorted = (some: readonly number[], chance: ReturnType<typeof createRandom>) => {
    const sizes = new Map(some.map(example => [example, sizeOf(example)]))
    const bySize = [...some].sort((a, b) => (sizes.get(a) as number) - (sizes.get(b) as number))
    const whole = Math.floor(bySize.length / batchSize)
    const batches = shuffle(
      Array.from({ length: whole }, (_, i) => i),
      chance,
    )
    const rest = bySize.slice(whole * batchSize)
    return [...batches.flatMap(i => bySize.slice(i * batchSize, (i + 1) * batchSize)), ...rest]
  }

  let known: SortedGroup | undefined
  const at = (place: number) => {
    if (!known || place < known.from || place >= known.to) known = windowAt(place)
    return known.examples[place - known.from] as number
  }
  return step => Array.from({ length: batchSize }, (_, i) => at(step * batchSize + i))
}
