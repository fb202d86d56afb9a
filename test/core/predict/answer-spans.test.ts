import { describe, expect, test } from 'vitest'
import { bestAnswerSpans } from '../../../core/predict/answer-spans.ts'
import { createRandom } from '../../../core/random.ts'

const piece = (starts: number[], ends: number[], from = 0) => ({
  starts: Float32Array.from(starts),
  ends: Float32Array.from(ends),
  from,
})

describe('the best answer', () => {
  test('does not end before it starts, however likely that would be', () => {
    const [best] = bestAnswerSpans([piece([0, 0, 9, 1], [9, 0, 2, 3])])
    expect(best).toMatchObject({ first: 2, last: 3, score: 12 })
  })

  test('is no longer than allowed', () => {
    const starts = [9, 0, 0, 0]
    expect(bestAnswerSpans([piece(starts, [0, 0, 1, 5])], { longest: 3 })[0]).toMatchObject({ first: 0, last: 2 })
    expect(bestAnswerSpans([piece(starts, [0, 0, 1, 5])], { longest: 4 })[0]).toMatchObject({ first: 0, last: 3 })
  })

  test('is the best over all pieces, told in places of the whole text; equal answers count once', () => {
    const found = bestAnswerSpans([piece([0, 1, 3], [0, 0, 3]), piece([4, 0, 2], [4, 0, 1], 2)])
    expect(found[0]).toMatchObject({ first: 2, last: 2, score: 8 })
    expect(found.filter(({ first, last }) => first === 2 && last === 2)).toHaveLength(1)
  })

  test('is what trying all of them finds, and shares add up to one', () => {
    const { int } = createRandom(4)
    const numbers = () => Array.from({ length: 40 }, () => int(1000) / 100)
    for (let i = 0; i < 20; i++) {
      const [starts, ends] = [numbers(), numbers()]
      const [found, ...rest] = bestAnswerSpans([piece(starts, ends)], { best: 40, longest: 7 })
      const scores = starts.flatMap((s, a) => ends.flatMap((e, b) => (b >= a && b - a < 7 ? [s + e] : [])))
      expect(found?.score).toBeCloseTo(Math.max(...scores), 4)
      expect([found, ...rest].reduce((sum, span) => sum + (span?.probability ?? 0), 0)).toBeCloseTo(1, 5)
    }
  })
})
