import { expect, test } from 'vitest'
import { lengthHistogram } from '../../../core/preview/length-histogram.ts'
import { createRandom } from '../../../core/random.ts'

test('the bars of a histogram end at round numbers and count every row once', () => {
  expect(lengthHistogram([0, 4, 5, 9, 10, 59])).toEqual({
    width: 5,
    bars: [2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    shortest: 0,
    median: 5,
    longest: 59,
  })
  const { int } = createRandom(3)
  for (let round = 0; round < 200; round++) {
    const lengths = Array.from({ length: 1 + int(50) }, () => int(10 ** (1 + int(5))))
    const { width, bars, longest } = lengthHistogram(lengths)
    expect(String(width)).toMatch(/^[125]0*$/)
    expect(bars.length).toBeLessThanOrEqual(12)
    expect(longest).toBeLessThan(width * bars.length)
    for (const [i, bar] of bars.entries())
      expect(bar).toBe(lengths.filter(length => length >= i * width && length < (i + 1) * width).length)
  }
})

test('nothing has no length', () => {
  expect(lengthHistogram([])).toEqual({ width: 1, bars: [0], shortest: 0, median: 0, longest: 0 })
})
