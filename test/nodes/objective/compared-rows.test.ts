import { expect, test } from 'vitest'
import { tokenMetrics } from '../../../nodes/objective/compared-rows.ts'

test('places without weight are not judged', () => {
  const arrays = { labels: Int32Array.of(7, 3, 0, 5), weights: Float32Array.of(1, 1, 0, 1) }
  const judged = { batch: { arrays, tokens: 3, supervised: 3 }, predictions: Float64Array.of(7, 4, 9, 5) }
  expect(tokenMetrics([judged]).accuracy).toBeCloseTo(2 / 3, 12)
  expect(tokenMetrics([judged, judged]).accuracy).toBeCloseTo(2 / 3, 12)
})
