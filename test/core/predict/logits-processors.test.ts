import { describe, expect, test } from 'vitest'
import * as p from '../../../core/predict/logits-processors.ts'

const never = Number.NEGATIVE_INFINITY

/** The scores of ids 0, 1, … after a processor that sees `text`. */
function changed(processor: p.LogitsProcessor, scores: readonly number[], text: readonly number[] = []): number[] {
  const copy = Float32Array.from(scores)
  processor(copy, text)
  return [...copy]
}

/** Ids that may still come. */
const left = (scores: readonly number[]) => scores.flatMap((s, id) => (s === never ? [] : [id]))
const logs = (...shares: readonly number[]) => shares.map(Math.log)

describe('the rules for what may come next', () => {
  test('a repetition penalty divides positive and multiplies negative scores, once per token', () => {
    expect(changed(p.repetitionPenalty(2), [4, -4, 3, -3], [0, 1, 1, 0])).toEqual([2, -8, 3, -3])
  })

  test('no run of n tokens comes twice', () => {
    const even = [0, 0, 0, 0]
    expect(left(changed(p.noRepeatNGram(2), even, [1, 2, 1]))).toEqual([0, 1, 3])
    expect(left(changed(p.noRepeatNGram(2), even, [1, 2, 1, 3, 1]))).toEqual([0, 1])
    expect(left(changed(p.noRepeatNGram(3), even, [1, 2, 3, 0, 1, 2]))).toEqual([0, 1, 2])
    expect(left(changed(p.noRepeatNGram(1), even, [1, 2]))).toEqual([0, 3])
    expect(left(changed(p.noRepeatNGram(3), even, [1]))).toEqual([0, 1, 2, 3])
  })

  test('a text does not end before it is long enough', () => {
    expect(left(changed(p.minLength(3, [0, 2]), [1, 1, 1], [1, 1]))).toEqual([1])
    expect(left(changed(p.minLength(3, [0, 2]), [1, 1, 1], [1, 1, 1]))).toEqual([0, 1, 2])
  })

  test('a place can be forced, and others are free', () => {
    expect(changed(p.forceToken(1, [2]), [5, 6, 7], [0])).toEqual([never, never, 0])
    expect(changed(p.forceToken(1, [2]), [5, 6, 7], [0, 1])).toEqual([5, 6, 7])
  })

  test('suppressed tokens never come', () => {
    expect(left(changed(p.suppressTokens([0, 2]), [9, 1, 9]))).toEqual([1])
  })
})

describe('what narrows down the tokens to draw from', () => {
  test('temperature divides the scores', () => {
    expect(changed(p.temperature(0.5), [1, -2])).toEqual([2, -4])
  })

  test('top-k keeps the k best and what equals the last of them', () => {
    expect(left(changed(p.topK(2), [1, 3, 2, 0]))).toEqual([1, 2])
    expect(left(changed(p.topK(2), [1, 3, 1, 0]))).toEqual([0, 1, 2])
    expect(left(changed(p.topK(9), [1, 3]))).toEqual([0, 1])
  })

  test('top-p keeps the smallest set that reaches the share, and at least the likeliest', () => {
    expect(left(changed(p.topP(0.7), logs(0.5, 0.3, 0.15, 0.05)))).toEqual([0, 1])
    expect(left(changed(p.topP(0.81), logs(0.5, 0.3, 0.15, 0.05)))).toEqual([0, 1, 2])
    expect(left(changed(p.topP(0.01), logs(0.1, 0.6, 0.3)))).toEqual([1])
  })

  test('top-p keeps no more of equals than the share needs: the later ones, as Transformers does', () => {
    expect(left(changed(p.topP(0.5), [1, 2, 2, 2, 2, 0]))).toEqual([2, 3, 4])
    expect(left(changed(p.topP(0.5), Array(8).fill(0)))).toEqual([4, 5, 6, 7])
    expect(left(changed(p.topP(0.3), Array(8).fill(0)))).toEqual([5, 6, 7])
    expect(left(changed(p.topP(0.6), [3, 1, 3, 1, 3, 1]))).toEqual([0, 2, 4])
  })

  test('min-p keeps what has at least a share of the likeliest one’s probability', () => {
    expect(left(changed(p.minP(0.25), logs(0.6, 0.25, 0.11, 0.04)))).toEqual([0, 1])
    expect(left(changed(p.minP(1), logs(0.6, 0.4)))).toEqual([0])
  })

  test('they follow one another on what is left', () => {
    const scores = Float32Array.from(logs(0.4, 0.3, 0.2, 0.1))
    for (const narrow of [p.topK(2), p.topP(0.5)]) narrow(scores, [])
    expect(left([...scores])).toEqual([0]) // 0.4 of the remaining 0.7 is more than half
  })
})
