import type { LengthBucketing, TokenTable } from '../../data/batch.ts'

/** Every room is a program of its own, which takes time to compile and memory to run. */
export const maxLengthBuckets = 4
/** Lengths that rooms may have. */
const lengthSteps = 64
/** Another room has to save this share of all places. */
const minSaving = 0.03
/** Examples that are looked at, from everywhere. */
const maxSampledExamples = 100_000

/**
 * The rooms (places of an example) in which the examples of a table leave the fewest places empty: a few, in rising order, the last
 * large enough for all. The same table gives the same rooms.
 */
export function chooseLengthBuckets(
  { maxLength: most, lengthOf: takes }: LengthBucketing,
  table: TokenTable,
  examples: number,
): readonly number[] {
  const width = Math.ceil(most / lengthSteps)
  const counts = new Float64Array(Math.ceil(most / width) + 1) // by the number of widths that are taken
  const every = Math.ceil(examples / maxSampledExamples)
  for (let example = 0; example < examples; example += every) {
    const size = Math.ceil(takes(table, example) / width)
    counts[size] = (counts[size] as number) + 1
  }
  const last = every > 1 ? counts.length - 1 : counts.findLastIndex(count => count > 0)
  const divided = Array.from({ length: maxLengthBuckets }, (_, i) => bestBuckets(counts, last, i + 1))
  const total = (ends: readonly number[]) => paddedPositions(counts, ends)
  const chosen = divided.reduce((best, ends) => (total(ends) < (1 - minSaving) * total(best) ? ends : best))
  return chosen.map(end => Math.min(most, end * width))
}

/** Places of all examples when each goes into the first end that is not below it. */
function paddedPositions(counts: Float64Array, ends: readonly number[]): number {
  let [sum, room] = [0, 0]
  for (const [size, count] of counts.entries()) {
    if (size > (ends[room] as number) && room < ends.length - 1) room++
    sum += count * (ends[room] as number)
  }
  return sum
}

/** At most so many ends, the last of them `last`, of the lowest cost. */
function bestBuckets(counts: Float64Array, last: number, rooms: number): readonly number[] {
  let best = Array.from({ length: last + 1 }, (_, end) => ({ cost: end * countBetween(counts, 0, end), ends: [end] }))
  for (let more = 1; more < rooms; more++)
    best = best.map((known, end) => {
      let found = known
      for (let before = 1; before < end; before++) {
        const { cost, ends } = best[before] as (typeof best)[number]
        const together = cost + end * countBetween(counts, before + 1, end)
        if (together < found.cost) found = { cost: together, ends: [...ends, end] }
      }
      return found
    })
  return best[last]?.ends ?? [last]
}

function countBetween(counts: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let size = from; size <= to; size++) sum += counts[size] as number
  return sum
}
