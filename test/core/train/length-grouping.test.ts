import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { chooseLengthBuckets } from '../../../core/train/batching/length-buckets.ts'
import { lengthGroupedOrder } from '../../../core/train/batching/length-grouping.ts'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'

const { int } = createRandom(4)
/** Mostly short, some long. */
const lengths = Array.from({ length: 1003 }, () => 1 + int(1 + int(60)))
const takes = (example: number) => lengths[example % lengths.length] as number
const steps = (at: (step: number) => number[], count: number) => Array.from({ length: count }, (_, s) => at(s)).flat()

describe('examples of like length together', () => {
  test('every epoch visits each example exactly once, in another order', () => {
    for (const [examples, batchSize] of [
      [1003, 8],
      [1000, 8],
      [12, 4],
      [10, 4],
      [7, 3],
      [1, 1],
      [3, 8],
      [600, 1],
    ] as const) {
      const visited = steps(lengthGroupedOrder(examples, batchSize, 5, takes), Math.ceil((3 * examples) / batchSize))
      for (const epoch of [0, 1, 2]) {
        const seen = visited.slice(epoch * examples, (epoch + 1) * examples)
        expect([...seen].sort((a, b) => a - b)).toEqual([...seen.keys()])
      }
      if (examples > 99) expect(visited.slice(0, examples)).not.toEqual(visited.slice(examples, 2 * examples))
    }
  })

  test('a run that is resumed at any step reads what it would have read', () => {
    const fresh = () => lengthGroupedOrder(1003, 8, 9, takes)
    const whole = Array.from({ length: 400 }, (_, s) => s).map(fresh())
    for (const step of [399, 63, 64, 125, 126, 0, 250]) expect(fresh()(step)).toEqual(whole[step])
    const back = fresh()
    expect([390, 3, 126, 390].map(back)).toEqual([whole[390], whole[3], whole[126], whole[390]])
  })

  test('fills up much less than chance does, and the batches come in no order of length', () => {
    const wasted = (at: (step: number) => number[]) => {
      let [places, taken] = [0, 0]
      for (let step = 0; step < 125; step++) {
        const batch = at(step).map(takes)
        places += 8 * Math.max(...batch)
        taken += batch.reduce((a, b) => a + b)
      }
      return 1 - taken / places
    }
    expect(wasted(shuffledOrder(1003, 8, 1))).toBeGreaterThan(0.4)
    const at = lengthGroupedOrder(1003, 8, 1, takes)
    expect(wasted(at)).toBeLessThan(0.1)
    const longest = Array.from({ length: 60 }, (_, step) => Math.max(...at(step).map(takes)))
    const rising = longest.filter((length, i) => i > 0 && length >= (longest[i - 1] as number)).length
    expect(rising).toBeGreaterThan(20)
    expect(rising).toBeLessThan(40)
  })
})

describe('rooms for batches', () => {
  const roomsOf = (of: readonly number[], most: number) =>
    chooseLengthBuckets(
      { maxLength: most, lengthOf: (_, example) => of[example] as number, withMaxLength: () => expect.unreachable() },
      { columns: {} },
      of.length,
    )

  test('are few, rise, and hold the longest example', () => {
    const rooms = roomsOf(lengths, 64)
    expect(rooms.length).toBeGreaterThan(1)
    expect(rooms.length).toBeLessThanOrEqual(4)
    expect([...rooms].sort((a, b) => a - b)).toEqual(rooms)
    expect(rooms.at(-1)).toBe(Math.max(...lengths))
  })

  test('are one where all examples are alike, and two where there are two kinds', () => {
    expect(roomsOf(Array(100).fill(20), 64)).toEqual([20])
    expect(roomsOf([...Array(100).fill(6), ...Array(50).fill(61)], 64)).toEqual([6, 61])
  })

  test('of large batches are found as fast, to within a sixty-fourth', () => {
    const rooms = roomsOf([...Array(100).fill(300), ...Array(50).fill(4000)], 4096)
    expect(rooms).toEqual([320, 4032])
  })
})
