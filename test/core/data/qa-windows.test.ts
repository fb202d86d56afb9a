import { describe, expect, test } from 'vitest'
import { type QaInputLayout, qaInput, slidingWindows } from '../../../core/data/qa-windows.ts'

const layout: QaInputLayout = { length: 16, question: 4, overlap: 3, begin: 1, between: [2], end: 2 }

describe('the pieces of a text', () => {
  test.each([0, 1, 8, 9, 10, 14, 15, 50, 333])('of %i tokens cover it from its start to its end', length => {
    const windows = slidingWindows(5, length, layout) // the question is cut to 4, which leaves room for 16 − 4 − 3 = 9
    expect(windows[0]?.from).toBe(0)
    expect(windows.at(-1)?.to).toBe(length)
    for (const { from, to } of windows) expect(to - from).toBeLessThanOrEqual(9)
    for (const [i, { from }] of windows.entries())
      if (i > 0) expect((windows[i - 1]?.to ?? 0) - from).toBe(layout.overlap)
  })

  test('are one where the text fits, and every answer up to the overlap is whole in one of them', () => {
    expect(slidingWindows(2, 11, layout)).toHaveLength(1)
    const windows = slidingWindows(4, 100, layout)
    for (let first = 0; first + 2 < 100; first++)
      expect(windows.some(({ from, to }) => from <= first && first + 2 < to)).toBe(true)
  })
})

test('a question comes first, then its piece of the text, with special tokens around them', () => {
  const text = [50, 51, 52, 53, 54]
  expect(qaInput([10, 11], text, { from: 1, to: 4 }, layout)).toEqual({
    ids: [1, 10, 11, 2, 51, 52, 53, 2],
    types: [0, 0, 0, 0, 1, 1, 1, 1],
    first: 4,
  })
  // RoBERTa's two end tokens; a question that is too long
  const { ids, first } = qaInput([10, 11, 12, 13, 14], text, { from: 0, to: 1 }, { ...layout, between: [2, 2] })
  expect(ids).toEqual([1, 10, 11, 12, 13, 2, 2, 50, 2])
  expect(ids[first]).toBe(50)
})
