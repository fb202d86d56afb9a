import { expect, test } from 'vitest'
import { accuracy } from '../../../nodes/objective/accuracy.ts'

test('places without weight are not judged', () => {
  const arrays = { labels: Int32Array.of(7, 3, 0, 5), weights: Float32Array.of(1, 1, 0, 1) }
  const judged = { batch: { arrays, tokens: 3, supervised: 3 }, predictions: Float64Array.of(7, 4, 9, 5) }
  expect(accuracy([judged]).accuracy).toBeCloseTo(2 / 3, 12)
  expect(accuracy([judged, judged]).accuracy).toBeCloseTo(2 / 3, 12)
})
