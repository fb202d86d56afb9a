import { expect, test } from 'vitest'
import { editDistance, errorRate, sequenceErrorRate } from '../../../core/metrics/error-rate.ts'
import { bitsPerByte, perplexity } from '../../../core/metrics/language-model.ts'

test('edits are the fewest insertions, deletions and replacements', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3)
  expect(editDistance('', 'abc')).toBe(3)
  expect(editDistance('abc', '')).toBe(3)
  expect(editDistance(['K', 'AE1', 'T'], ['K', 'AE1', 'T'])).toBe(0)
})

test('the word error rate counts edits per word of all references', () => {
  const words = (text: string) => text.split(' ')
  const references = ['the cat sat on the mat', 'hello'].map(words)
  expect(errorRate(['the cat sat mat', 'hello world'].map(words), references)).toBeCloseTo(3 / 7, 12)
  expect(errorRate([['a', 'b', 'c']], [['x']])).toBe(3)
  expect(errorRate([], [['x', 'y']])).toBe(1)
})

test('pronunciations: edits per phoneme, and the share of words that are not wholly right', () => {
  const references = [
    ['K', 'AE1', 'T'],
    ['D', 'AO1', 'G'],
  ]
  const written = [
    ['K', 'AE1', 'T'],
    ['D', 'AA1', 'G', 'Z'],
  ]
  expect(errorRate(written, references)).toBeCloseTo(2 / 6, 12)
  expect(sequenceErrorRate(written, references)).toBe(1 / 2)
})

test('a model that guesses among 256 bytes evenly has perplexity 256 and needs 8 bits per byte', () => {
  expect(perplexity(Math.log(256))).toBeCloseTo(256, 9)
  expect(bitsPerByte(10 * Math.log(256), 10)).toBeCloseTo(8, 12)
})
