import { describe, expect, test } from 'vitest'
import { accuracy } from '../../../core/metrics/accuracy.ts'
import { classF1 } from '../../../core/metrics/class-f1.ts'
import { spanF1, spansFromTags } from '../../../core/metrics/span-f1.ts'
import { answerF1, exactMatch } from '../../../core/metrics/squad.ts'
import { vectors } from './fixture.ts'

interface Classes {
  readonly truth: readonly number[]
  readonly guess: readonly number[]
  readonly accuracy: number
  readonly micro: number
  readonly macro: number
}
interface Spans {
  readonly truth: readonly (readonly string[])[]
  readonly guess: readonly (readonly string[])[]
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly macro: number | null
  readonly accuracy: number
}

describe('classes', () => {
  test.each(vectors<Classes[]>('classes'))(
    'accuracy and F1 as scikit-learn has them',
    ({ truth, guess, ...wanted }) => {
      expect(accuracy(truth, guess)).toBeCloseTo(wanted.accuracy, 12)
      expect(classF1(truth, guess).micro).toBeCloseTo(wanted.micro, 12)
      expect(classF1(truth, guess).macro).toBeCloseTo(wanted.macro, 12)
    },
  )

  test('a class on its own', () => {
    const { classes } = classF1(['ham', 'spam', 'spam'], ['ham', 'ham', 'spam'])
    expect(classes.get('spam')).toEqual({ precision: 1, recall: 1 / 2, f1: 2 / 3 })
  })

  test('tokens without a question do not count', () => {
    expect(accuracy([1, 2, 3, 0], [1, 9, 3, 0], [1, 1, 1, 0])).toBe(2 / 3)
    expect(accuracy([1], [1], [0])).toBe(0)
  })
})

describe('spans', () => {
  test.each(vectors<Spans[]>('spans'))('$truth as seqeval has it', ({ truth, guess, ...wanted }) => {
    const got = spanF1(truth, guess)
    expect(got.precision).toBeCloseTo(wanted.precision, 12)
    expect(got.recall).toBeCloseTo(wanted.recall, 12)
    expect(got.f1).toBeCloseTo(wanted.f1, 12)
    expect(got.macro).toBeCloseTo(wanted.macro ?? 0, 12)
    expect(accuracy(truth.flat(), guess.flat())).toBeCloseTo(wanted.accuracy, 12)
  })

  test('an I after nothing, or after another type, begins a span', () => {
    expect(spansFromTags(['I-PER', 'I-LOC', 'I-LOC', 'O', 'B-LOC', 'B-LOC'])).toEqual([
      { type: 'PER', from: 0, to: 0 },
      { type: 'LOC', from: 1, to: 2 },
      { type: 'LOC', from: 4, to: 4 },
      { type: 'LOC', from: 5, to: 5 },
    ])
  })
})

describe('answers, as SQuAD compares them', () => {
  test('capitals, punctuation, articles and spaces do not matter', () => {
    expect(exactMatch('The  Denver Broncos!', ['Denver Broncos'])).toBe(1)
    expect(exactMatch('Denver', ['Denver Broncos'])).toBe(0)
    expect(exactMatch('Theatre', ['atre'])).toBe(0)
    expect(exactMatch('Río a', ['Río'])).toBe(1)
    expect(exactMatch('Panamá', ['Panam'])).toBe(0)
  })

  test('F1 counts shared words, against the right answer that suits best', () => {
    expect(answerF1('the Denver Broncos team', ['Denver Broncos'])).toBeCloseTo(0.8, 12)
    expect(answerF1('Broncos', ['Carolina Panthers', 'Denver Broncos'])).toBeCloseTo(2 / 3, 12)
    expect(answerF1('very very big', ['very big'])).toBeCloseTo(0.8, 12)
    expect(answerF1('Carolina', ['Denver'])).toBe(0)
  })

  test('no answer agrees with no answer only', () => {
    expect(answerF1('', [''])).toBe(1)
    expect(answerF1('the', [''])).toBe(1)
    expect(answerF1('something', [''])).toBe(0)
  })
})
